import { expect, test } from 'vitest';
import { setSetting } from '#modules/directory/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, openPostIn, shiftIn } from '#tests/support/shifts.ts';
import { newestMessage } from '#tests/support/wishes.ts';
import {
	cancelPost,
	changeShift,
	leaveShift,
	putOnRoster,
	rosterOf,
	setQuota,
	shiftsOfMember,
	signUp,
	waitForPlace
} from './server.ts';
import { dayAndTime } from './series.ts';
import { releaseQuotas } from './commands/move-up.server.ts';

const { db, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const organisationId = cast.scopes.organisation;
const members = await membersReportedIn(context, cast, 6);
const [a = '', b = '', c = '', d = '', e = ''] = members;
const own = await membersReportedIn(context, cast, 3, organisationId);
const as = (memberId: string) => asMember(context, cast, memberId);
const join = (shiftId: string, memberId: string) => signUp(as(memberId), { centreId, shiftId, memberId });
const wait = (shiftId: string, memberId: string) => waitForPlace(as(memberId), { centreId, shiftId, memberId });
const leave = (shiftId: string, memberId: string) => leaveShift(as(memberId), { centreId, shiftId, memberId });
const statesOf = async (shiftId: string) =>
	(await rosterOf(db, centreId, shiftId)).map(({ memberId, state }) => [memberId, state]);

test('when a shift is full, the next one is told so and may wait; the place of whoever leaves goes to the first who waits', async () => {
	const shiftId = await shiftIn(context, cast, { places: 1 });
	await join(shiftId, a);
	await expect(join(shiftId, b)).rejects.toThrow(/报满了.*排候补/);
	await wait(shiftId, b);
	await wait(shiftId, c);
	await expect(wait(shiftId, b)).rejects.toThrow(/候补名单/);
	await leave(shiftId, a);
	expect(await statesOf(shiftId)).toEqual([
		[b, 'held'],
		[c, 'waiting']
	]);
	await leave(shiftId, b);
	expect(await statesOf(shiftId)).toEqual([[c, 'held']]);
});

test('nobody is in two shifts at once, and is told which other one it is; shifts that touch do not clash', async () => {
	const at = 100;
	const first = await shiftIn(context, cast, { inHours: at });
	const [during, next] = [
		await shiftIn(context, cast, { inHours: at + 1 }),
		await shiftIn(context, cast, { inHours: at + 2, startsAt: (await startOf(first, 2)).toISOString() })
	];
	await join(first, a);
	await expect(join(during, a)).rejects.toThrow(/您已经报名.*的“周末清扫小公园”，时间重了/);
	await join(next, a);
});

test('who waits and is elsewhere at that time is passed over and keeps the turn', async () => {
	const full = await shiftIn(context, cast, { inHours: 200, places: 1 });
	const other = await shiftIn(context, cast, { inHours: 201 });
	await join(full, b);
	await wait(full, c);
	await wait(full, d);
	await join(other, c);
	await leave(full, b);
	expect(await statesOf(full)).toEqual([
		[d, 'held'],
		[c, 'waiting']
	]);
	await leave(other, c);
	await leave(full, d);
	expect(await statesOf(full)).toEqual([[c, 'held']]);
});

test('places that are kept for an organisation are its members’ alone, until shortly before the shift', async () => {
	const shiftId = await shiftIn(context, cast, { inHours: 300, places: 3 });
	await setQuota(context, { centreId, shiftId, organisationId, places: 2 });
	await join(shiftId, a);
	await expect(join(shiftId, b)).rejects.toThrow(/报满了/);
	await wait(shiftId, b);
	const representative = cast.as('representative');
	await putOnRoster(representative, { centreId, shiftId, organisationId, memberIds: [own[0] as string] });
	await expect(
		putOnRoster(representative, { centreId, shiftId, organisationId, memberIds: own.slice(1) })
	).rejects.toThrow(/还剩1个名额/);
	await expect(putOnRoster(representative, { centreId, shiftId, organisationId, memberIds: [c] })).rejects.toThrow(
		/不是本单位/
	);
	await expect(setQuota(context, { centreId, shiftId, organisationId, places: 3 })).rejects.toThrow(/空位不够/);
	await releaseQuotas(context, { centreId, shiftId });
	expect((await statesOf(shiftId)).filter(([, state]) => state === 'held')).toHaveLength(2);
	await setSetting(context, {
		...{ centreId, name: 'posts.quotaRelease', value: 720, effectiveFrom: '2026-01-01', citation: '测试用' }
	});
	await releaseQuotas(context, { centreId, shiftId });
	expect(await statesOf(shiftId)).toEqual(expect.arrayContaining([[b, 'held']]));
});

test('whoever has not reported in is told where to', async () => {
	const shiftId = await shiftIn(context, cast);
	const memberId = cast.scopes.member;
	await expect(signUp(cast.as('member'), { centreId, shiftId, memberId })).rejects.toThrow(/您还没有向社区报到/);
});

test('nobody signs up for another, but the clerk does', async () => {
	const shiftId = await shiftIn(context, cast);
	await expect(signUp(as(a), { centreId, shiftId, memberId: b })).rejects.toThrow(/自己的党员身份/);
	await signUp(cast.as('clerk'), { centreId, shiftId, memberId: b });
	expect(await statesOf(shiftId)).toEqual([[b, 'held']]);
});

test('skills that must be there are asked for; those that help are not', async () => {
	const must = await openPostIn(context, cast, { skills: ['medical'], skillsRequired: true });
	const may = await openPostIn(context, cast, { skills: ['medical'] });
	await expect(join(await shiftIn(context, cast, { postId: must, inHours: 400 }), a)).rejects.toThrow(/必须会/);
	await join(await shiftIn(context, cast, { postId: may, inHours: 400 }), a);
});

test('when a shift moves, those in it are told, and who is elsewhere at the new time gives the place up', async () => {
	const other = await shiftIn(context, cast, { inHours: 24 * 50, places: 5 });
	const shiftId = await shiftIn(context, cast, { inHours: 24 * 40, places: 5 });
	await join(other, e);
	await join(shiftId, e);
	await join(shiftId, d);
	const { day, from, to } = await timesOf(other);
	await changeShift(context, { centreId, shiftId, day, from, to, places: 1, place: null, reason: '下雨' });
	expect(await statesOf(shiftId)).toEqual([[d, 'held']]);
	expect((await shiftsOfMember(db, centreId, d)).find(({ id }) => id === shiftId)?.places).toBe(1);
});

test('a post that is given up takes its shifts along, and those in them are told', async () => {
	const postId = await openPostIn(context, cast, { title: '要取消的岗位' });
	const shiftId = await shiftIn(context, cast, { postId, inHours: 500 });
	await join(shiftId, c);
	await cancelPost(cast.as('clerk'), { centreId, postId, reason: '场地维修' });
	expect(await statesOf(shiftId)).toEqual([]);
	await expect(join(shiftId, c)).rejects.toThrow(/已取消/);
	expect(await newestMessage(db, '要取消的岗位')).toMatch(/取消了，那天不用来。原因：场地维修/);
});

async function startOf(shiftId: string, plusHours: number): Promise<Date> {
	const { starts_at } = await db
		.selectFrom('posts.shift')
		.select('starts_at')
		.where('id', '=', shiftId)
		.executeTakeFirstOrThrow();
	return new Date(starts_at.getTime() + plusHours * 3_600_000);
}

async function timesOf(shiftId: string) {
	const start = dayAndTime(await startOf(shiftId, 0));
	const end = dayAndTime(await startOf(shiftId, 1));
	return { day: start.day, from: start.time, to: end.time };
}
