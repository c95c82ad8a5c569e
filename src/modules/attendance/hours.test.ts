import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { appPool, databaseOf } from '#kernel/db.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { factsOf } from '#kernel/facts.ts';
import { actOnOrganisation, reportUnit } from '#modules/checkins/server.ts';
import { signUp } from '#modules/posts/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, openPostIn, shiftIn } from '#tests/support/shifts.ts';
import {
	attendanceFigures,
	attestHours,
	enterStays,
	hoursOf,
	minutesBy,
	presentAt,
	sheetOf,
	shiftsToKeep,
	voidedAt,
	voidHours
} from './server.ts';

const { db, url, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const members = await membersReportedIn(context, cast, 4);
const [a = '', b = '', c = ''] = members;
const always = { from: new Date('2000-01-01'), to: new Date('2100-01-01') };

/** A shift of two hours at which these were, entered from the paper; who attests does it a day later. */
async function held(
	memberIds: readonly string[],
	{ inHours = (later += 30), postId }: { inHours?: number; postId?: string } = {}
) {
	const startsAt = new Date((Math.floor(Date.now() / 3_600_000) + inHours) * 3_600_000);
	const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
	const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
	const shiftId = await shiftIn(context, cast, { ...times, places: 10, ...(postId ? { postId } : {}) });
	const minute = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000).toISOString();
	const nextDay = (who: Context): Context => ({ ...who, clock: clockAt(new Date(minute(1440))) });
	for (const memberId of memberIds) await signUp(asMember(context, cast, memberId), { centreId, shiftId, memberId });
	if (memberIds.length > 0)
		await enterStays(nextDay(cast.as('clerk')), {
			...{ centreId, shiftId, by: 'sheet' },
			entries: memberIds.map((memberId) => ({ memberId, cameAt: minute(0), leftAt: minute(120) }))
		});
	const row = (memberId: string, from = 0, to = 120) => ({ memberId, from: minute(from), to: minute(to) });
	const attest = (who: Context, ...rows: (ReturnType<typeof row> & { reason?: string; minutes?: number })[]) =>
		attestHours(nextDay(who), { centreId, shiftId, rows });
	return { shiftId, minute, nextDay, row, attest };
}
let later = 0;
const account = (grants: Extract<Actor, { kind: 'account' }>['grants']): Context => ({
	...context,
	actor: { kind: 'account', accountId: newId(), name: '谁', grants }
});

test('the organiser attests the whole list at once, and once more changes nothing', async () => {
	const { attest, row, shiftId } = await held([a, b]);
	const first = await attest(cast.as('clerk'), row(a), row(b));
	expect(first.attested.map(({ minutes }) => minutes)).toEqual([120, 120]);
	expect(await attest(cast.as('clerk'), row(a), row(b))).toEqual(first);
	const facts = await factsOf(db, centreId, 'shift', shiftId);
	expect(facts.filter(({ action }) => action === 'hours.attested')).toHaveLength(2);
	await expect(attest(cast.as('clerk'), { ...row(a, 0, 60), reason: '早退' })).rejects.toThrow(/已经认定过/);
});

test('nobody attests, or voids, their own hours, whatever else they are; and members none at all', async () => {
	const { attest, row, nextDay } = await held([a]);
	const both = account([
		{ role: 'clerk', centreId, scopeId: centreId },
		{ role: 'member', centreId, scopeId: a }
	]);
	await expect(attest(both, row(a))).rejects.toThrow(Refused);
	await expect(attest(cast.as('member'), row(a))).rejects.toThrow(Missing);
	await expect(attest(cast.as('otherClerk'), row(a))).rejects.toThrow(Missing);
	const { attested } = await attest(cast.as('leader'), row(a));
	const hoursId = attested[0]?.hoursId ?? '';
	await expect(voidHours(nextDay(both), { centreId, hoursId, reason: '写错了' })).rejects.toThrow(Refused);
	await voidHours(nextDay(cast.as('clerk')), { centreId, hoursId, reason: '写错了' });
});

test('a representative runs the shifts of their organisation and no other', async () => {
	const organisationId = cast.scopes.organisation;
	const unit = { centreId, organisationId, contactName: '谢家明', contactPhone: '13700009999', fields: ['culture'] };
	const { id: checkInId } = await reportUnit(cast.as('clerk'), unit);
	await actOnOrganisation('accept', cast.as('clerk'), { centreId, checkInId });
	const postId = await openPostIn(context, cast, { organisationId });
	const own = await held([a], { postId });
	expect((await own.attest(cast.as('representative'), own.row(a))).attested).toHaveLength(1);
	const other = await held([a]);
	await expect(other.attest(cast.as('representative'), other.row(a))).rejects.toThrow(Missing);
	const { shifts } = await shiftsToKeep(own.nextDay(cast.as('representative')), centreId, { part: 'past' });
	expect(shifts.map(({ id }) => id)).toEqual([own.shiftId]);
	const [line] = await sheetOf(cast.as('representative'), centreId, own.shiftId);
	expect([line?.name, line?.alias]).toEqual([null, '梁…先生']);
});

test('what differs from coming and leaving needs a reason, and stays within the times of the shift', async () => {
	const { attest, row, minute } = await held([a]);
	await expect(attest(cast.as('clerk'), row(a, 0, 100))).rejects.toThrow(/请写原因/);
	await expect(attest(cast.as('clerk'), { ...row(a, 0, 181), reason: '一直在' })).rejects.toThrow(/之间/);
	await expect(attest(cast.as('clerk'), { ...row(a), minutes: 121 })).rejects.toThrow(/只有120分钟/);
	const { attested } = await attest(cast.as('clerk'), { ...row(a, 0, 100), reason: '提前走了', minutes: 90 });
	expect(attested).toMatchObject([{ minutes: 90 }]);
	expect(await hoursOf(db, centreId, { memberId: a, ...always, limit: 1 })).toMatchObject([
		{ startsAt: new Date(minute(0)), minutes: 90, postTitle: '周末清扫小公园' }
	]);
});

test('voided hours stay, can be attested anew, and are told with their reason', async () => {
	const { attest, row, shiftId, nextDay } = await held([a]);
	const { attested } = await attest(cast.as('clerk'), row(a));
	const input = { centreId, hoursId: attested[0]?.hoursId ?? '', reason: '他那天没来' };
	await voidHours(nextDay(cast.as('leader')), input);
	await expect(voidHours(nextDay(cast.as('leader')), input)).rejects.toThrow(Conflict);
	const again = await attest(cast.as('clerk'), { ...row(a, 0, 60), reason: '只来了一小时' });
	expect(again.attested[0]?.hoursId).not.toBe(input.hoursId);
	expect(await voidedAt({ db }, centreId, shiftId)).toMatchObject([
		{ id: input.hoursId, reason: '他那天没来', minutes: 120 }
	]);
});

test('an hour counts once: what overlaps is not written, and the free part is offered', async () => {
	const day = (later += 30);
	const early = await held([a], { inHours: day });
	const late = await held([], { inHours: day + 1 });
	// staff put people on a list afterwards whom the clash of shifts kept from it
	await db
		.updateTable('posts.sign_up')
		.set({ state: 'cancelled', place: null, ended_at: new Date(), ended_why: 'left' })
		.where('shift_id', '=', early.shiftId)
		.execute();
	await signUp(asMember(context, cast, a), { centreId, shiftId: late.shiftId, memberId: a });
	await enterStays(late.nextDay(cast.as('clerk')), {
		...{ centreId, shiftId: late.shiftId, by: 'desk' },
		entries: [{ memberId: a, cameAt: late.minute(0), leftAt: late.minute(120) }]
	});
	await early.attest(cast.as('clerk'), early.row(a));
	const { attested, clashes } = await late.attest(cast.as('clerk'), late.row(a));
	expect(attested).toEqual([]);
	const free = [{ from: late.minute(60), to: late.minute(120) }];
	expect(clashes).toMatchObject([{ memberId: a, free, taken: [{ title: '周末清扫小公园', to: late.minute(60) }] }]);
	const rest = await late.attest(cast.as('clerk'), { ...late.row(a, 60, 120), reason: '扣除重复的时间' });
	expect(rest.attested).toMatchObject([{ minutes: 60 }]);
});

test('of two overlapping shifts that are attested at the same moment, the hours of each person count once', async () => {
	const day = (later += 30);
	const [one, two] = [await held(members, { inHours: day }), await held([], { inHours: day + 1 })];
	await db
		.updateTable('posts.sign_up')
		.set({ state: 'cancelled', place: null, ended_at: new Date(), ended_why: 'left' })
		.where('shift_id', '=', one.shiftId)
		.execute();
	for (const memberId of members)
		await signUp(asMember(context, cast, memberId), { centreId, shiftId: two.shiftId, memberId });
	await enterStays(two.nextDay(cast.as('clerk')), {
		...{ centreId, shiftId: two.shiftId, by: 'sheet' },
		entries: members.map((memberId) => ({ memberId, cameAt: two.minute(0), leftAt: two.minute(120) }))
	});
	const pool = appPool(url, 12);
	const many = { ...cast.as('clerk'), db: databaseOf(pool) };
	const outcomes = await Promise.all(
		Array.from({ length: 12 }, (_, at) => {
			const { attest, row } = at % 2 === 0 ? one : two;
			const rows = members.map((memberId) => row(memberId));
			return attest(many, ...(at % 3 === 0 ? rows.toReversed() : rows));
		})
	);
	await pool.end();
	for (const memberId of members) {
		const rows = await db
			.selectFrom('attendance.hours')
			.select('id')
			.where('member_id', '=', memberId)
			.where('shift_id', 'in', [one.shiftId, two.shiftId])
			.execute();
		expect(rows).toHaveLength(1);
		const told = outcomes.flatMap(({ attested }) => attested.filter((done) => done.memberId === memberId));
		expect(new Set(told.map(({ hoursId }) => hoursId))).toEqual(new Set(rows.map(({ id }) => id)));
	}
});

test('the desk writes down who is there; times that cannot be are told by their fields, and nothing is written then', async () => {
	const { shiftId, minute, nextDay } = await held([]);
	for (const memberId of [a, b]) await signUp(asMember(context, cast, memberId), { centreId, shiftId, memberId });
	const enter = (entries: Parameters<typeof enterStays>[1]['entries'], who = cast.as('clerk')) =>
		enterStays(nextDay(who), { centreId, shiftId, by: 'desk', entries });
	const wrong = enter([
		{ memberId: a, cameAt: minute(5) },
		{ memberId: b, cameAt: minute(50), leftAt: minute(40) },
		{ memberId: c, cameAt: minute(5) }
	]);
	await expect(wrong).rejects.toMatchObject({ issues: [{ field: `left_${b}` }, { field: `came_${c}` }] });
	expect(await presentAt(db, centreId, shiftId)).toEqual([]);
	expect(await enter([{ memberId: a, cameAt: minute(5) }])).toEqual({ changed: 1 });
	expect(await enter([{ memberId: a, cameAt: minute(5) }])).toEqual({ changed: 0 });
	await enter([{ memberId: a, leftAt: minute(90) }]);
	expect(await presentAt(db, centreId, shiftId)).toMatchObject([{ memberId: a, leftAt: new Date(minute(90)) }]);
	await enter([{ memberId: a, cameAt: null, leftAt: null }]);
	expect(await presentAt(db, centreId, shiftId)).toEqual([]);
	const actions = (await factsOf(db, centreId, 'shift', shiftId)).map(({ action }) => action);
	expect(actions.slice(-3)).toEqual(['attendance.came', 'attendance.left', 'attendance.corrected']);
});

test('figures are those of the rows: people once, attendances each time, minutes that count', async () => {
	const figures = await attendanceFigures(db, centreId, always);
	const rows = await db.selectFrom('attendance.hours').selectAll().where('voided_at', 'is', null).execute();
	const minutes = rows.reduce((sum, row) => sum + row.minutes, 0);
	const stays = await db.selectFrom('attendance.stay').selectAll().where('came_at', 'is not', null).execute();
	expect(figures).toEqual({
		...{ attendances: stays.length, people: new Set(stays.map((stay) => stay.member_id)).size, minutes },
		...{ attestedAttendances: rows.length, attestedPeople: new Set(rows.map((row) => row.member_id)).size }
	});
	for (const by of ['member', 'organisation', 'field', 'community', 'month'] as const) {
		const slices = await minutesBy(db, centreId, { ...always, by });
		expect(slices.reduce((sum, slice) => sum + slice.minutes, 0)).toBe(minutes);
	}
});
