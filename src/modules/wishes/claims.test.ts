import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { changeMember } from '#modules/directory/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publication, wishIn } from '#tests/support/wishes.ts';
import { act, publicWish, wishAtWork } from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const first = { kind: 'member', id: cast.scopes.claimer };
const second = { kind: 'member', id: cast.scopes.member };
const third = { kind: 'organisation', id: cast.scopes.organisation };

async function published(places: number): Promise<string> {
	const wishId = await wishIn(cast, 'verifying');
	await act('publish', cast.as('clerk'), { centreId, wishId, ...publication, places });
	return wishId;
}
const claim = (
	visitor: 'claimer' | 'member' | 'representative' | 'clerk',
	wishId: string,
	claimer: object,
	key?: string
) => act('claim', cast.as(visitor), { centreId, wishId, claimer }, key);
const release = (visitor: 'claimer' | 'member' | 'clerk', wishId: string, claimer: object) =>
	act('release', cast.as(visitor), { centreId, wishId, claimer, reason: '临时出差' });
const held = async (wishId: string) =>
	(await wishAtWork(cast.as('clerk'), centreId, wishId)).claims.map(({ claimer, lead }) => [claimer.id, lead]);

test('a wish whose places are taken is told to be full, and in which state it is afterwards', async () => {
	const wishId = await published(1);
	await claim('claimer', wishId, first);
	await expect(claim('member', wishId, second)).rejects.toThrow(
		new Conflict('这个心愿刚刚已经认领满了，谢谢您。请看看别的心愿。')
	);
	await act('start', cast.as('claimer'), { centreId, wishId });
	await expect(claim('member', wishId, second)).rejects.toThrow('现在是“实施中”，不能再认领');
});

test('nobody claims twice, in somebody else’s name, or as somebody who is not there', async () => {
	const wishId = await published(3);
	await claim('claimer', wishId, first);
	await expect(claim('claimer', wishId, first)).rejects.toBeInstanceOf(Conflict);
	await expect(claim('member', wishId, third)).rejects.toBeInstanceOf(Refused);
	await expect(claim('clerk', wishId, { kind: 'member', id: newId() })).rejects.toBeInstanceOf(Missing);
	await expect(claim('clerk', wishId, { kind: 'organisation', id: second.id })).rejects.toBeInstanceOf(Missing);
	const retired = await registerMember(contextOf(), { centreId, name: '赵启光', form: '先生', kind: 'retired' });
	await changeMember(contextOf(), { centreId, id: retired, alias: '赵先生', kind: 'retired', active: false });
	await expect(claim('clerk', wishId, { kind: 'member', id: retired })).rejects.toBeInstanceOf(Missing);
	expect(await held(wishId)).toEqual([[first.id, true]]);
});

test('the same submission sent again returns its first result and leaves one row', async () => {
	const wishId = await published(2);
	const key = newId();
	const done = await claim('claimer', wishId, first, key);
	expect(await claim('claimer', wishId, first, key)).toEqual(done);
	await claim('member', wishId, second);
	expect(await claim('claimer', wishId, first, key)).toEqual(done);
	await expect(claim('claimer', wishId, second, key)).rejects.toBeInstanceOf(Conflict);
	expect(await held(wishId)).toHaveLength(2);
});

test('a place that is given back is open again; the lead passes to whoever came next, and who left may come back', async () => {
	const wishId = await published(3);
	await claim('claimer', wishId, first);
	await claim('member', wishId, second);
	await claim('representative', wishId, third);
	expect(await release('claimer', wishId, first)).toMatchObject({ state: 'partiallyClaimed' });
	expect(await held(wishId)).toEqual([
		[second.id, true],
		[third.id, false]
	]);
	expect(await claim('claimer', wishId, first)).toMatchObject({ state: 'claimed', left: 0 });
	await release('member', wishId, second);
	expect(await held(wishId)).toEqual([
		[third.id, true],
		[first.id, false]
	]);
	const rows = await db.selectFrom('wishes.claim').select('id').where('wish_id', '=', wishId).execute();
	expect(rows).toHaveLength(3);
});

test('when the last one leaves, the wish stands on the wall as if nobody had come', async () => {
	const wishId = await published(1);
	await claim('claimer', wishId, first);
	await expect(release('member', wishId, first)).rejects.toBeInstanceOf(Refused);
	expect(await release('clerk', wishId, first)).toMatchObject({ state: 'published' });
	expect(await publicWish(cast.as('guest'), centreId, wishId)).toMatchObject({
		state: 'published',
		claimed: 0,
		claimers: []
	});
	await expect(release('clerk', wishId, first)).rejects.toBeInstanceOf(Conflict);
});

test('whoever holds no place of it gives none back and makes no contact', async () => {
	const wishId = await published(2);
	await claim('claimer', wishId, first);
	await expect(
		act('release', cast.as('clerk'), { centreId, wishId, claimer: second, reason: '出差' })
	).rejects.toBeInstanceOf(Missing);
	const contact = { centreId, wishId, contactedOn: shanghaiDate(new Date()) };
	await expect(act('contact', cast.as('member'), { ...contact, claimer: second })).rejects.toBeInstanceOf(Refused);
	await expect(
		act('contact', cast.as('claimer'), { ...contact, claimer: first, contactedOn: '2999-01-01' })
	).rejects.toBeInstanceOf(Invalid);
});

test('a clock runs until the claimer has spoken to the person', async () => {
	const wishId = await published(1);
	const { claimId } = await claim('claimer', wishId, first);
	const today = shanghaiDate(new Date());
	const clock = async () => (await deadlinesOf(db, centreId, [String(claimId)], today)).get(String(claimId))?.rule;
	expect(await clock()).toBe('wish.contact');
	await act('contact', cast.as('claimer'), { centreId, wishId, claimer: first, contactedOn: today });
	expect(await clock()).toBeUndefined();
});

test('a clerk who is a member too records for others as clerk, and for themself as a member', async () => {
	const wishId = await published(2);
	const both: Actor = { ...cast.actors.clerk, grants: [...grantsIn('clerk'), ...grantsIn('member')] } as Actor;
	const claimed = (claimer: object) => act('claim', contextOf(both), { centreId, wishId, claimer });
	await claimed(first);
	await claimed(second);
	const roles = (await factsOf(db, centreId, 'wish', wishId)).filter(({ action }) => action === 'wish.claimed');
	expect(roles.map(({ actor_role }) => actor_role)).toEqual(['clerk', 'candidate']);
});

function grantsIn(visitor: 'clerk' | 'member') {
	const actor = cast.actors[visitor];
	return actor.kind === 'account' ? actor.grants : [];
}
