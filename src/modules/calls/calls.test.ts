import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { changeMember, communitiesOf } from '#modules/directory/server.ts';
import { leaveShift, signUp } from '#modules/posts/server.ts';
import { openedCall, reportedMembers, taskOfCall, tell } from '#tests/support/calls.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { tellNext } from './commands/tell.server.ts';
import {
	answerCall,
	callById,
	callsOf,
	cancelCall,
	changeTeam,
	chooseCalls,
	countAudience,
	endCall,
	liveCounts,
	makeTeam,
	openCall,
	openTeamContact,
	ownCall,
	ownCalls,
	peopleOf,
	remindCall,
	teamsByGrid,
	teamsOf,
	widenCall,
	writeCall
} from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const clerk = cast.as('clerk');
const communities = await communitiesOf(db, centreId);
const [first, second] = [cast.here.communityId, communities.find(({ id }) => id !== cast.here.communityId)?.id ?? ''];
let here: string[];
let there: string[];

const asMember = (memberId: string): Context => {
	const grants = [{ role: 'member', centreId, scopeId: memberId }];
	return contextOf({ kind: 'account', accountId: newId(), name: '梁先生', grants } satisfies Actor);
};
const answer = (callId: string, memberId: string, said: 'yes' | 'no', context = asMember(memberId)) =>
	answerCall(context, { centreId, callId, memberId, answer: said });
const messages = async () =>
	(
		await db
			.selectFrom('notifications.message')
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	).n;
const toldIn = (callId: string) =>
	db.selectFrom('calls.told').select(['member_id', 'answer', 'reached']).where('call_id', '=', callId).execute();
const counts = async (callId: string) => liveCounts(db, await callById(clerk, centreId, callId), new Date());

beforeAll(async () => {
	here = await reportedMembers(cast, 60, { communityId: first });
	there = await reportedMembers(cast, 10, { communityId: second });
});

test('exactly as many are told as the preview said, and nobody is told twice however often the jobs run, together or cut off', async () => {
	const { id: callId } = await writeCall(clerk, { ...taskOfCall(), centreId });
	const [wave] = (await callById(clerk, centreId, callId)).waves;
	const preview = wave && (await countAudience(db, centreId, callId, wave));
	expect(preview?.all).toBe(70);
	expect(preview?.byCommunity.map(({ count }) => count).sort()).toEqual([10, 60]);
	const { expected } = await openCall(clerk, { centreId, callId });
	expect(expected).toBe(70);
	const before = await messages();
	await tellNext(clerk, { centreId, callId }); // then the process dies: the rest is told by those that come after
	await Promise.all([1, 2, 3].map(() => tell(clerk, 'tellCall', { centreId, callId })));
	await tell(clerk, 'tellCall', { centreId, callId });
	expect(new Set((await toldIn(callId)).map((row) => row.member_id))).toEqual(new Set([...here, ...there]));
	expect((await messages()) - before).toBe(70);
	expect((await callById(clerk, centreId, callId)).waves).toMatchObject([{ number: 1, expected: 70, told: 70 }]);
	await expect(widenCall(clerk, { centreId, callId, met: 'all' })).rejects.toThrow(Conflict);
});

test('a batch that fails half way tells nobody', async () => {
	const { id: callId } = await writeCall(clerk, { ...taskOfCall(), centreId, communities: [second] });
	await openCall(clerk, { centreId, callId });
	const before = await messages();
	await expect(
		db.transaction().execute(async (work) => {
			await tellNext({ ...clerk, db: work }, { centreId, callId });
			throw new Error('cut off');
		})
	).rejects.toThrow('cut off');
	expect([(await toldIn(callId)).length, (await messages()) - before]).toEqual([0, 0]);
	await tell(clerk, 'tellCall', { centreId, callId });
	expect([(await toldIn(callId)).length, (await messages()) - before]).toEqual([10, 10]);
});

test('whom a call is for: all that is asked, or one of it; never who is not reported in, left, or wants no calls', async () => {
	const [skilled = '', refusing = '', gone = ''] = there;
	const change = (id: string, changes: object) =>
		changeMember(clerk, { centreId, id, alias: '梁先生', kind: 'inService', active: true, ...changes });
	await change(skilled, { skills: ['repair'] });
	await change(here[0] ?? '', { skills: ['repair'] });
	const { id: callId } = await writeCall(clerk, { ...taskOfCall(), centreId });
	const count = async (asked: object) =>
		(
			await countAudience(db, centreId, callId, {
				...{ met: 'all', communities: [], grids: [], kinds: [], skills: [], fields: [] },
				...asked
			})
		).all;
	expect(await count({ communities: [second] })).toBe(10);
	expect(await count({ communities: [second], skills: ['repair'] })).toBe(1);
	expect(await count({ met: 'any', communities: [second], skills: ['repair'] })).toBe(11);
	expect(await count({ kinds: ['retired'] })).toBe(0);
	expect(await count({ fields: ['environment'] })).toBe(0);
	await chooseCalls(asMember(refusing), { centreId, memberId: refusing, off: true });
	await change(gone, { active: false });
	expect(await count({ communities: [second] })).toBe(8);
	await chooseCalls(asMember(refusing), { centreId, memberId: refusing, off: false });
	await change(gone, {});
	expect(await count({ communities: [second] })).toBe(10);
	await expect(chooseCalls(clerk, { centreId, memberId: newId(), off: true })).rejects.toThrow(Missing);
	await expect(chooseCalls(asMember(gone), { centreId, memberId: refusing, off: true })).rejects.toThrow(Missing);
});

test('a second wave tells only whom the first has not, and each is reminded once', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	expect(await widenCall(clerk, { centreId, callId })).toEqual({ expected: 60 });
	await tell(clerk, 'tellCall', { centreId, callId });
	expect(await toldIn(callId)).toHaveLength(70);
	for (const memberId of here.slice(0, 5)) await answer(callId, memberId, 'no');
	const before = await messages();
	expect(await remindCall(clerk, { centreId, callId })).toEqual({ silent: 65 });
	await Promise.all([1, 2].map(() => tell(clerk, 'remindOfCall', { centreId, callId })));
	expect((await messages()) - before).toBe(65);
	await expect(remindCall(clerk, { centreId, callId })).rejects.toThrow('不用再提醒');
});

test('two yeses at once are one sign-up; who comes too late waits; no gives the place back', async () => {
	const callId = await openedCall(cast, { places: 1 });
	const [one = '', other = ''] = here;
	const both = await Promise.all([1, 2, 3, 4].map(() => answer(callId, one, 'yes')));
	expect(both).toEqual(Array(4).fill({ answer: 'yes', place: 'held' }));
	expect(await answer(callId, other, 'yes')).toEqual({ answer: 'yes', place: 'waiting' });
	expect(await answer(callId, other, 'yes')).toEqual({ answer: 'yes', place: 'waiting' });
	expect((await counts(callId)).all).toMatchObject({ told: 70, yes: 2, waiting: 1, silent: 68 });
	expect(await answer(callId, one, 'no')).toEqual({ answer: 'no', place: null });
	expect((await ownCall(asMember(other), centreId, callId)).place).toBe('held');
	expect((await counts(callId)).all).toMatchObject({ yes: 1, no: 1, waiting: 0 });
	const signUps = await db
		.selectFrom('posts.sign_up as u')
		.innerJoin('calls.call as c', 'c.shift_id', 'u.shift_id')
		.select('u.member_id')
		.where('c.id', '=', callId)
		.execute();
	expect(signUps).toHaveLength(2);
});

test('who signs up or leaves on the page of the shift has answered the call by that', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	const shiftId = (await callById(clerk, centreId, callId)).shiftId ?? '';
	const [memberId = ''] = there;
	await signUp(asMember(memberId), { centreId, shiftId, memberId });
	expect((await ownCall(asMember(memberId), centreId, callId)).answer).toBe('yes');
	await leaveShift(asMember(memberId), { centreId, shiftId, memberId });
	expect((await ownCall(asMember(memberId), centreId, callId)).answer).toBe('no');
});

test('only the member and those who call may answer, only whoever was told has a call', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	const [told = ''] = there;
	const [untold = ''] = here;
	await expect(answer(callId, told, 'yes', asMember(untold))).rejects.toThrow(Missing);
	await expect(answer(callId, untold, 'yes')).rejects.toThrow(Missing);
	await expect(ownCall(asMember(untold), centreId, callId)).rejects.toThrow(Missing);
	expect((await ownCalls(asMember(untold), centreId)).map(({ id }) => id)).not.toContain(callId);
	await expect(openCall(cast.as('otherClerk'), { centreId, callId })).rejects.toThrow(Missing);
	expect(await answer(callId, told, 'yes', clerk)).toEqual({ answer: 'yes', place: 'held' });
	const { people } = await peopleOf(clerk, await callById(clerk, centreId, callId), { list: 'yes' });
	expect(people).toMatchObject([{ memberId: told, name: '梁志0', answerWay: 'phone' }]);
	const seen = await peopleOf(cast.as('leader'), await callById(clerk, centreId, callId), { list: 'yes' });
	expect(seen.people).toMatchObject([{ alias: '梁先生', name: null }]);
});

test('every figure is the number of rows behind it', async () => {
	const callId = await openedCall(cast);
	for (const [at, memberId] of [...here.slice(0, 12), ...there.slice(0, 3)].entries())
		await answer(callId, memberId, at % 3 === 0 ? 'no' : 'yes');
	const team = await makeTeam(clerk, {
		centreId,
		callId,
		name: '第一队',
		memberIds: here.slice(1, 3),
		leaderId: here[1]
	});
	const call = await callById(clerk, centreId, callId);
	const { all, communities: parts, teams } = await counts(callId);
	expect(all).toMatchObject({ told: 70, yes: 10, no: 5, silent: 55, unreached: 0 });
	const listed = async (asked: Omit<Parameters<typeof peopleOf>[2], 'after'>): Promise<number> => {
		let [seen, after]: [number, string | undefined] = [0, undefined];
		do {
			const page = await peopleOf(clerk, call, { ...asked, after });
			seen += page.people.length;
			after = page.next ?? undefined;
		} while (after !== undefined);
		return seen;
	};
	for (const list of ['told', 'yes', 'no', 'silent', 'unreached', 'waiting', 'came'] as const) {
		expect(await listed({ list })).toBe(all[list]);
		for (const part of parts) expect(await listed({ list, community: part.id })).toBe(part[list]);
		for (const part of teams) expect(await listed({ list, team: part.id })).toBe(part[list]);
	}
	expect(teams).toMatchObject([{ id: team.id, told: 2, yes: 2 }]);
});

test('a team is of those who said yes, has one leader, and whoever changes their mind is out of it', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	const [leader = '', other = '', third = '', silent = ''] = there;
	for (const memberId of [leader, other, third]) await answer(callId, memberId, 'yes');
	await expect(makeTeam(clerk, { centreId, callId, name: '甲队', memberIds: [silent] })).rejects.toThrow(Conflict);
	const { id: teamId } = await makeTeam(clerk, {
		...{ centreId, callId, name: '甲队', memberIds: [leader, other], leaderId: leader }
	});
	const teamB = await makeTeam(clerk, { centreId, callId, name: '乙队', memberIds: [other, third] });
	const call = await callById(clerk, centreId, callId);
	const shape = async () =>
		(await teamsOf(db, call)).map(({ name, members }) => [name, members.map(({ memberId }) => memberId)]);
	expect(new Map((await shape()) as [string, string[]][])).toEqual(
		new Map([
			['甲队', [leader]],
			['乙队', expect.arrayContaining([other, third])]
		])
	);
	const open = { centreId, callId, memberId: other, reason: '约集合的地方' };
	await expect(openTeamContact(asMember(leader), open)).rejects.toThrow(Missing);
	await changeTeam(clerk, { centreId, callId, teamId, name: '甲队', memberIds: [leader, other], leaderId: leader });
	expect(await openTeamContact(cast.as('clerk'), open)).toMatchObject({ name: '梁志1' });
	const seen = (await ownCall(asMember(other), centreId, callId)).disclosures;
	expect(seen).toMatchObject([{ as: '工作人员', reason: '约集合的地方' }]);
	expect(await answer(callId, leader, 'no')).toEqual({ answer: 'no', place: null });
	expect(new Map((await shape()) as [string, string[]][]).get('甲队')).toEqual([other]);
	await expect(teamsByGrid(clerk, { centreId, callId })).rejects.toThrow(Conflict);
	expect(teamB.id).not.toBe(teamId);
});

test('called off, everybody who might come is told once; ended, those who said yes are thanked once', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	await answer(callId, there[0] ?? '', 'yes');
	await answer(callId, there[1] ?? '', 'no');
	await expect(endCall(clerk, { centreId, callId, words: '谢谢大家' })).rejects.toThrow('还没有开始');
	const before = await messages();
	await cancelCall(clerk, { centreId, callId, words: '雨停了' });
	await Promise.all([1, 2].map(() => tell(clerk, 'tellCallIsOver', { centreId, callId })));
	expect((await messages()) - before).toBe(9); // one by the shift, eight who had not answered
	await expect(answer(callId, there[2] ?? '', 'yes')).rejects.toThrow(Conflict);

	const ended = await openedCall(cast, { communities: [second] });
	for (const memberId of there.slice(0, 3)) await answer(ended, memberId, 'yes');
	const { startsAt } = await callById(clerk, centreId, ended);
	const later = { ...clerk, clock: () => startsAt };
	await expect(cancelCall(later, { centreId, callId: ended, words: '太晚' })).rejects.toThrow('已经开始');
	const since = await messages();
	await endCall(later, { centreId, callId: ended, words: '谢谢大家' });
	await Promise.all([1, 2].map(() => tell(later, 'tellCallIsOver', { centreId, callId: ended })));
	expect((await messages()) - since).toBe(3);
});

test('a list of calls shows as many told and willing as there are rows', async () => {
	const callId = await openedCall(cast, { communities: [second] });
	for (const memberId of there.slice(0, 4)) await answer(callId, memberId, 'yes');
	const { calls } = await callsOf(cast.as('leader'), centreId, { state: 'open' });
	expect(calls[0]).toMatchObject({ id: callId, told: 10, yes: 4 });
	await expect(callsOf(asMember(there[0] ?? ''), centreId)).rejects.toThrow(Missing);
});
