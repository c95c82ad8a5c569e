import type { Actor } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { appPool, databaseOf } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { memberCheckIns } from '#modules/checkins/server.ts';
import { membersOf } from '#modules/directory/server.ts';
import { nameSearch } from '#modules/people/server.ts';
import { checkInStatistics } from '#modules/statistics/server.ts';
import { openInstallation, type Installation } from './lib/installation.ts';
import { median } from './lib/measure.ts';
import { drawNames, makeReportedMembers } from './lib/members.ts';

const [FEW, MANY] = [1000, 1_000_000];
/** So often each is asked. */
const TIMES = 41;
const BAR = 1.5;

/** The lists, searches and figures of members who have reported in, with a thousand and with a million of them. */
export async function benchMembers(): Promise<number> {
	const at = await openInstallation();
	const pool = appPool(at.url, 2);
	try {
		const context: Context = { db: databaseOf(pool), actor: clerkOf(at), clock: systemClock };
		const names = drawNames(at.centreId);
		await makeReportedMembers(at, names, FEW);
		const few = await measured(context, at);
		for (let made = FEW; made < MANY; made += 100_000)
			await makeReportedMembers(at, names, Math.min(100_000, MANY - made));
		const many = await measured(context, at);
		console.log(`毫秒，${FEW.toLocaleString('en-US')} 位和 ${MANY.toLocaleString('en-US')} 位党员（要求比 ≤ ${BAR}）`);
		for (const [name, was] of few) {
			const is = many.get(name) ?? Infinity;
			console.log(
				`  ${name.padEnd(24)} ${was.toFixed(2).padStart(8)} → ${is.toFixed(2).padStart(8)}  比 ${(is / was).toFixed(2)}  ${is / was <= BAR ? '✓' : '✗'}`
			);
		}
		return 0; // figures beside their bars, no verdict
	} finally {
		await pool.end();
		await at.close();
	}
}

const clerkOf = ({ centreId }: Installation): Actor => ({
	...{ kind: 'account', accountId: newId(), name: '工作人员' },
	grants: [{ role: 'clerk', centreId, scopeId: centreId }]
});

/** What the pages of the desk ask the database for. */
async function measured(
	context: Context,
	{ owner, centreId, communityId }: Installation
): Promise<Map<string, number>> {
	await owner.query('vacuum analyze');
	const { db } = context;
	const { rows } = await owner.query<{ reference: string; id: string }>(
		'select reference, member_id as id from checkins.member_check_in order by id desc limit 1'
	);
	const after = (await membersOf(db, centreId, { active: true, limit: 400 })).next ?? undefined;
	const asked: Record<string, () => Promise<unknown>> = {
		党员名册: () => membersOf(db, centreId, { active: true }),
		'党员名册，后面的页': () => membersOf(db, centreId, { active: true, after }),
		'党员名册，按社区和类别': () => membersOf(db, centreId, { active: true, communityId, kind: 'inService' }),
		'按姓名查找，全名': () => membersOf(db, centreId, { active: true, words: nameSearch(centreId, '欧阳梅') }),
		'按姓名查找，拼音首字母': () => membersOf(db, centreId, { active: true, words: nameSearch(centreId, 'oym') }),
		'按姓名查找，一个常见的姓': () => membersOf(db, centreId, { active: true, words: nameSearch(centreId, '陈') }),
		'报到，已报到': () => memberCheckIns(context, centreId, { state: 'active' }),
		'报到，按社区': () => memberCheckIns(context, centreId, { state: 'active', communityId }),
		'报到，按编号': () => memberCheckIns(context, centreId, { state: 'active', q: rows[0]?.reference ?? '' }),
		'报到，按姓名': () => memberCheckIns(context, centreId, { state: 'active', q: '欧阳梅' }),
		报到的数字: () => checkInStatistics(db, centreId)
	};
	const found = new Map<string, number>();
	for (const [name, ask] of Object.entries(asked)) {
		const times: number[] = [];
		for (let time = 0; time < TIMES; time += 1) {
			const since = performance.now();
			await ask();
			times.push(performance.now() - since);
		}
		found.set(name, median(times));
	}
	return found;
}
