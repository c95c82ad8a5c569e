import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../bin/lib/postgres.js';
import { agentOf, attemptOf, claim, inParallel, type Attempt } from './lib/claims.ts';
import { openInstallation, startApp, type App, type Installation } from './lib/installation.ts';
import { makeMembers, makeWishes } from './lib/rows.ts';

const ROUNDS = 10;
const WIDTH = 32;

/** Claims go on while the application, the database, or both are killed at a random moment; then everything comes back. */
export async function chaosClaims(): Promise<number> {
	const at = await openInstallation();
	at.owner.on('error', () => undefined);
	const acknowledged: Attempt[] = [];
	let app = await startApp();
	let violations = 0;
	try {
		const members = await makeMembers(at, 400);
		for (let round = 1; round <= ROUNDS; round++) {
			const wishes = await makeWishes(at, 40, 30); // a place for every attempt: each one writes
			const attempts = members.flatMap((member, n) =>
				[0, 7, 19].map((step) => attemptOf(wishes[(n + step) % wishes.length] ?? '', member))
			);
			const before = acknowledged.length;
			const unanswered: Attempt[] = [];
			const load = attack(app, attempts, acknowledged, unanswered);
			const victims = (['app', 'database', 'both'] as const)[round % 3] ?? 'app';
			await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1300));
			if (victims !== 'database') await app.kill();
			if (victims !== 'app') killDatabase(at);
			await load;
			const acknowledgedBefore = acknowledged.length - before;
			app = await revive(at, app, victims);
			const again: Attempt[] = [];
			await attack(app, unanswered, acknowledged, again); // a client that got no answer asks again
			const found = await check(at, acknowledged);
			violations += found;
			console.log(
				`第${round}轮 杀掉 ${{ app: '程序', database: '数据库', both: '程序和数据库' }[victims]}：被杀前确认 ${acknowledgedBefore}，没有回答 ${unanswered.length}，重发后确认 ${acknowledged.length - before - acknowledgedBefore}（还剩 ${again.length}），丢失或重复 ${found}`
			);
		}
		console.log(`认领：确认 ${acknowledged.length} 份，丢失或重复 ${violations}`);
		return violations;
	} finally {
		await app.kill();
		await at.close();
	}
}

async function attack({ url }: App, attempts: readonly Attempt[], acknowledged: Attempt[], unanswered: Attempt[]) {
	const agent = agentOf(WIDTH);
	await inParallel(attempts, WIDTH, async (attempt) => {
		const status = await claim(agent, url, attempt);
		if (status === 200) acknowledged.push(attempt);
		else if (status === 0 || status >= 500) unanswered.push(attempt);
	});
	agent.destroy();
}

function killDatabase({ folder }: Installation): void {
	const [pid] = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n');
	process.kill(Number(pid), 'SIGKILL');
}

/** What `npm start` does by itself: the watchdog brings the database back, the operator (or init) the application. */
async function revive({ folder }: Installation, app: App, victims: 'app' | 'database' | 'both'): Promise<App> {
	if (victims !== 'app') await startPostgres(folder, { settings: { max_connections: 200 }, diesWithUs: true });
	return victims === 'database' ? app : startApp();
}

/** How many acknowledged claims are missing or doubled, and how many wishes hold more than their places. */
async function check({ owner, centreId }: Installation, acknowledged: readonly Attempt[]): Promise<number> {
	const told = JSON.stringify(acknowledged.map(({ wishId, member }) => ({ wish: wishId, member: member.memberId })));
	const { rows } = await owner.query<{ lost: number; over: number; doubled: number }>(
		`select
			(select count(*)::int from json_to_recordset($2::json) as t (wish uuid, member uuid) where not exists (
				select from wishes.claim k where k.centre_id = $1 and k.wish_id = t.wish and k.member_id = t.member and k.state = 'held')) as lost,
			(select count(*)::int from wishes.wish w where w.centre_id = $1 and w.claimed_count <> (
				select count(*) from wishes.claim k where k.centre_id = $1 and k.wish_id = w.id and k.state = 'held')) as over,
			(select count(*)::int from (select from kernel.fact f where f.centre_id = $1 and f.action = 'wish.claimed'
				group by f.subject_id, f.data->'claimer'->>'id' having count(*) > 1) as twice) as doubled`,
		[centreId, told]
	);
	const { lost, over, doubled } = rows[0] ?? { lost: 1, over: 0, doubled: 0 };
	return lost + over + doubled;
}
