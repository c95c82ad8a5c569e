import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlineTasks, deadlinesOf } from '#modules/deadlines/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { act, keepClaim, proposalCount, proposalsIn, releaseProposed, wishAtWork, wishTasks } from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const claimer = { kind: 'member', id: cast.scopes.claimer };
const DAY_MS = 86_400_000;

let now = new Date();
const later = (days: number) => void (now = new Date(now.getTime() + days * DAY_MS));
const at = (context: Context): Context => ({ ...context, clock: () => now });
const clerk = () => at(cast.as('clerk'));
const run = (task: string, payload: Record<string, unknown> = {}) =>
	({ ...wishTasks.tasks, ...deadlineTasks.tasks })[task]?.(at(contextOf()), payload);
/** What the worker does when a clock has run out: the clocks, then the jobs that were queued for it. */
async function clocks() {
	await run('remindDeadlines');
	await run('escalateDeadlines');
	const claims = await db.selectFrom('wishes.claim').select('id').where('centre_id', '=', centreId).execute();
	for (const { id } of claims) await run('proposeRelease', { centreId, claimId: id });
}
const proposed = async () => (await proposalsIn(clerk(), centreId)).find((one) => one.wishId === wishId);
const decided = async () => {
	const rows = await db
		.selectFrom('wishes.release_proposal')
		.select(['decision', 'decided_by'])
		.where('wish_id', '=', wishId)
		.execute();
	return rows.map(({ decision }) => decision);
};
const contact = () =>
	act('contact', at(cast.as('claimer')), { centreId, wishId, claimer, contactedOn: shanghaiDate(now) });
const light = async () => {
	const [claim] = (await wishAtWork(clerk(), centreId, wishId)).claims;
	return (await deadlinesOf(db, centreId, [claim?.id ?? ''], shanghaiDate(now))).get(claim?.id ?? '')?.light;
};

let wishId = '';
beforeEach(async () => {
	now = new Date();
	wishId = await wishIn(cast, 'published');
	await act('claim', at(cast.as('claimer')), { centreId, wishId, claimer });
});

test('a claimer who is not in touch in seven days is reminded, then the release is proposed once, and the clerk decides', async () => {
	later(5);
	await clocks();
	expect([await light(), await proposed()]).toEqual(['yellow', undefined]);
	later(3);
	await clocks();
	await clocks();
	expect(await light()).toBe('red');
	const waiting = await proposalsIn(clerk(), centreId);
	expect(waiting.filter((one) => one.wishId === wishId)).toHaveLength(1);
	expect(waiting.length).toBe(await proposalCount(clerk(), centreId));
	const proposal = await proposed();
	expect(proposal).toMatchObject({ claimer: '苏先生', lead: true, state: 'claimed' });
	const proposalId = proposal?.id ?? '';
	await releaseProposed(clerk(), { centreId, proposalId, reason: '电话一直没有人接' });
	const wish = await wishAtWork(clerk(), centreId, wishId);
	expect([wish.state, wish.claims, await proposed(), await decided()]).toEqual([
		'published',
		[],
		undefined,
		['released']
	]);
	expect(wish.history.at(-1)).toMatchObject({ note: '电话一直没有人接' });
	await expect(keepClaim(clerk(), { centreId, proposalId, reason: '再等等' })).rejects.toBeInstanceOf(Conflict);
});

test('more time starts the clock anew, and it may be proposed again when that runs out too', async () => {
	later(8);
	await clocks();
	await keepClaim(clerk(), { centreId, proposalId: (await proposed())?.id ?? '', reason: '说好下周一联系' });
	expect([await proposed(), await light(), await decided()]).toEqual([undefined, 'green', ['kept']]);
	await clocks();
	expect(await proposed()).toBeUndefined();
	later(8);
	await clocks();
	expect(await proposed()).toBeDefined();
	expect((await decided()).sort()).toEqual(['kept', null]);
});

test('contact, a release of their own and a withdrawal answer the question by themselves', async () => {
	later(8);
	await clocks();
	await contact();
	expect([await proposed(), await decided()]).toEqual([undefined, ['contacted']]);
	await clocks();
	expect(await proposed()).toBeUndefined();

	wishId = await wishIn(cast, 'published');
	await act('claim', at(cast.as('claimer')), { centreId, wishId, claimer });
	later(8);
	await clocks();
	await act('release', at(cast.as('claimer')), { centreId, wishId, claimer, reason: '实在没有时间' });
	expect(await decided()).toEqual(['released']);

	await act('claim', at(cast.as('claimer')), { centreId, wishId, claimer });
	later(8);
	await clocks();
	await act('withdraw', clerk(), { centreId, wishId, reason: '本人不需要了' });
	expect([await proposed(), (await decided()).includes(null)]).toEqual([undefined, false]);
});

test('only clerks decide, and nobody of another centre learns of it', async () => {
	later(8);
	await clocks();
	const input = { centreId, proposalId: (await proposed())?.id ?? '', reason: '没有联系' };
	for (const visitor of ['leader', 'gridWorker', 'administrator'] as const)
		await expect(releaseProposed(at(cast.as(visitor)), input)).rejects.toBeInstanceOf(Refused);
	for (const visitor of ['guest', 'claimer', 'otherClerk', 'districtAdministrator'] as const) {
		await expect(keepClaim(at(cast.as(visitor)), input)).rejects.toBeInstanceOf(Missing);
		await expect(proposalsIn(at(cast.as(visitor)), centreId)).rejects.toBeInstanceOf(Missing);
	}
});

test('contact recorded while it is decided: whichever comes first counts, and nobody loses the place who was in touch', async () => {
	for (let round = 0; round < 6; round += 1) {
		if (round > 0) {
			now = new Date();
			wishId = await wishIn(cast, 'published');
			await act('claim', at(cast.as('claimer')), { centreId, wishId, claimer });
		}
		later(8);
		await clocks();
		const proposalId = (await proposed())?.id ?? '';
		const decide = () => releaseProposed(clerk(), { centreId, proposalId, reason: '没有联系上' });
		const outcomes = await Promise.allSettled(round % 2 ? [contact(), decide()] : [decide(), contact()]);
		const { claims } = await wishAtWork(clerk(), centreId, wishId);
		const wasInTouch = claims.some(({ contactedOn }) => contactedOn !== null);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await decided()).toEqual([wasInTouch ? 'contacted' : 'released']);
		expect(claims).toHaveLength(wasInTouch ? 1 : 0);
	}
});

test('everybody gets one message for all their matters, none at night; the leader hears of what ran out', async () => {
	await run('tellClocks', { centreId });
	await db.deleteFrom('notifications.message').execute();
	later(8);
	await clocks();
	await run('tellClocks', { centreId });
	const sent = await db.selectFrom('notifications.message').select(['to_sealed', 'text_sealed']).execute();
	const texts = Object.groupBy(sent, ({ to_sealed }) => open(to_sealed));
	const toLeader = texts[cast.phones.leader]?.map(({ text_sealed }) => open(text_sealed));
	expect(toLeader).toHaveLength(1);
	expect(toLeader?.[0]).toMatch(/本街党群服务中心：有\d+件已经超期，需要您过问/);
	expect(texts[cast.phones.claimer]).toHaveLength(1);
	const reference = (await wishAtWork(clerk(), centreId, wishId)).reference;
	const toClaimer = open(texts[cast.phones.claimer]?.[0]?.text_sealed ?? Buffer.alloc(0));
	expect(toClaimer).toContain('联系心愿人');
	expect(toClaimer.replace(/ /g, '')).toContain(reference);
	await run('tellClocks', { centreId });
	expect(await db.selectFrom('notifications.message').select('id').execute()).toHaveLength(sent.length);
});
