import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import { appPool, databaseOf } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { addCommunity, communitiesOf } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { actOnMember, reportMember, reportMyself, reportOwnUnit } from './server.ts';

const { db, url, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [communityId = '', second = ''] = (await communitiesOf(db, centreId)).map(({ id }) => id);
const AT_ONCE = 20;

/** As many connections as there are who come at once. */
async function atOnce<T>(
	run: (context: ReturnType<typeof contextOf>, at: number) => Promise<T>,
	actor: (at: number) => Actor
) {
	const pool = appPool(url, AT_ONCE);
	const many = databaseOf(pool);
	await Promise.all(Array.from({ length: AT_ONCE }, () => pool.connect().then((client) => client.release())));
	const outcomes = await Promise.allSettled(
		Array.from({ length: AT_ONCE }, (_, at) => run({ db: many, actor: actor(at), clock: systemClock }, at))
	);
	await pool.end();
	return outcomes;
}

const drift = async () => (await sql`select * from statistics.drift`.execute(db)).rows;

test('the same member who reports in twenty times at once, by themself and at the window, is one member with one check-in', async () => {
	const phone = '13812345670';
	const accountId = await createAccount(contextOf(), { name: '居民', phone });
	const own: Actor = { kind: 'account', accountId, name: '居民', grants: [] };
	const somebody = { centreId, name: '黎国明', communityId };
	const outcomes = await atOnce(
		(context, at) =>
			at % 2 === 0
				? reportMyself(context, { ...somebody, consent: true })
				: reportMember(context, { ...somebody, phone }),
		(at) => (at % 2 === 0 ? own : cast.actors.clerk)
	);
	const ids = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.id : outcome.reason));
	expect(new Set(ids).size).toBe(1);
	expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.isNew)).toHaveLength(1);
	const rows = await db.selectFrom('checkins.member_check_in').select('id').where('centre_id', '=', centreId).execute();
	expect(rows).toHaveLength(1);
	expect(await drift()).toEqual([]);
});

test('of twenty who report one unknown unit in at once one makes the check-in, and all get its reference', async () => {
	const actors: Actor[] = [];
	for (let at = 0; at < AT_ONCE; at += 1) {
		const accountId = await createAccount(contextOf(), {
			name: '居民',
			phone: `138222200${String(at).padStart(2, '0')}`
		});
		actors.push({ kind: 'account', accountId, name: '居民', grants: [] });
	}
	const outcomes = await atOnce(
		(context, at) =>
			reportOwnUnit(context, {
				centreId,
				name: '云山设计院',
				kind: 'stateOwned',
				contactName: `谢家${'甲乙丙丁'[at % 4]}`
			}),
		(at) => actors[at] as Actor
	);
	expect(
		new Set(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.reference : outcome.reason))).size
	).toBe(1);
});

test('of twenty transfers of one check-in at once one is done, wherever it leads, and the others are told so', async () => {
	const made = await reportMember(cast.as('clerk'), { centreId, name: '潘伟雄', phone: '13812345671', communityId });
	await actOnMember('accept', cast.as('clerk'), { centreId, checkInId: made.id });
	const third = await addCommunity(contextOf(), { centreId, name: '第三社区' });
	const outcomes = await atOnce(
		(context, at) =>
			actOnMember('transfer', context, {
				centreId,
				checkInId: made.id,
				communityId: at % 2 === 0 ? second : third,
				reason: '搬家'
			}),
		() => cast.actors.clerk
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict);
	const active = await db
		.selectFrom('checkins.member_check_in')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('state', '=', 'active')
		.execute();
	expect(active).toHaveLength(1);
	expect(await drift()).toEqual([]);
});

test('a clerk who changes what a member is while others accept their check-ins leaves no figure behind', async () => {
	const made = await reportMember(cast.as('clerk'), { centreId, name: '谭秀云', phone: '13812345672', communityId });
	const elsewhere = await reportMember(cast.as('clerk'), {
		centreId,
		name: '谭秀云',
		phone: '13812345672',
		communityId: second
	});
	const { member_id: memberId } = await db
		.selectFrom('checkins.member_check_in')
		.select('member_id')
		.where('id', '=', made.id)
		.executeTakeFirstOrThrow();
	const outcomes = await atOnce(
		async (context, at): Promise<unknown> => {
			const checkInId = at % 4 === 0 ? made.id : elsewhere.id;
			if (at % 2 === 0) return actOnMember('accept', context, { centreId, checkInId });
			return context.db
				.updateTable('directory.member')
				.set({ kind: at % 4 === 1 ? 'retired' : 'mobile' })
				.where('id', '=', memberId)
				.execute();
		},
		() => cast.actors.clerk
	);
	// those who came second are told so; nobody waits for each other for ever
	for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict);
	expect(await drift()).toEqual([]);
	await sql`select statistics.fold(1000)`.execute(db);
	expect(await drift()).toEqual([]);
});
