import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { signUp } from '#modules/posts/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, shiftIn } from '#tests/support/shifts.ts';
import type { ScanKind } from './stay.ts';
import { presentAt, scanShift, shownCode } from './server.ts';

const { db, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [a = '', b = ''] = await membersReportedIn(context, cast, 2);

/** A shift of two hours with one who signed up; moments are minutes after its beginning. */
async function setScene(memberIds: readonly string[] = [a], places = 2) {
	// on a full hour: the moment of a code is the beginning of its half minute
	const startsAt = new Date((Math.floor(Date.now() / 3_600_000) + (hours += 30)) * 3_600_000);
	const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
	const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
	const shiftId = await shiftIn(context, cast, { ...times, places });
	for (const memberId of memberIds) await signUp(asMember(context, cast, memberId), { centreId, shiftId, memberId });
	const after = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
	const at = (who: Context, minutes: number): Context => ({ ...who, clock: clockAt(after(minutes)) });
	const codes = (minutes: number) => shownCode(at(cast.as('clerk'), minutes), centreId, shiftId);
	const scan = async (
		kind: ScanKind,
		minutes: number,
		more: { sentAt?: number; id?: string; who?: string; code?: string } = {}
	) => {
		const { sentAt = minutes, id = newId(), who = a, code = (await codes(minutes)).code } = more;
		return scanShift(at(asMember(context, cast, who), sentAt), { centreId, shiftId, id, kind, code });
	};
	const present = async () =>
		(await presentAt(db, centreId, shiftId)).map(({ memberId, cameAt, leftAt }) => ({
			memberId,
			came: (cameAt.getTime() - startsAt.getTime()) / 60_000,
			left: leftAt && (leftAt.getTime() - startsAt.getTime()) / 60_000
		}));
	return { shiftId, after, at, codes, scan, present };
}
let hours = 0;

test('a member comes and leaves by the code at the place; a second time is told and changes nothing', async () => {
	const { scan, present } = await setScene();
	expect(await scan('out', 1)).toMatchObject({ accepted: true, why: 'notIn' });
	expect(await scan('in', 2)).toMatchObject({ accepted: true, why: null });
	expect(await scan('in', 4)).toMatchObject({ accepted: true, why: 'alreadyIn' });
	expect(await scan('out', 110)).toMatchObject({ accepted: true, why: null });
	expect(await scan('out', 115)).toMatchObject({ accepted: true, why: 'alreadyOut' });
	expect(await present()).toEqual([{ memberId: a, came: 2, left: 110 }]);
	expect((await scan('in', 116)).message).toContain('欢迎回来');
	expect(await present()).toEqual([{ memberId: a, came: 2, left: null }]);
});

test('scans are taken from shortly before the shift, to come until it ends and to leave a while longer', async () => {
	const { scan } = await setScene();
	expect(await scan('in', -31)).toMatchObject({ accepted: false, why: 'tooEarly' });
	expect(await scan('in', -30)).toMatchObject({ accepted: true });
	expect(await scan('in', 121)).toMatchObject({ accepted: false, why: 'tooLate' });
	expect(await scan('out', 180)).toMatchObject({ accepted: true });
	expect(await scan('out', 181)).toMatchObject({ accepted: false, why: 'tooLate' });
});

test('a code is good for its own shift only, and a typed one only for a few minutes', async () => {
	const here = await setScene();
	const other = await setScene();
	const { code, digits } = await other.codes(1);
	expect(await here.scan('in', 1, { code })).toMatchObject({ accepted: false, why: 'wrongCode' });
	expect(await other.scan('in', 1, { code: digits, sentAt: 5 })).toMatchObject({ accepted: false, why: 'wrongCode' });
	expect(await other.scan('in', 1, { code: ` ${digits.slice(0, 3)} ${digits.slice(3)} `, sentAt: 2 })).toMatchObject({
		accepted: true
	});
	await expect(other.scan('in', 1, { code: '12345' })).rejects.toThrow(Invalid);
	const tomorrow = await other.codes(60);
	expect(await other.scan('in', 60, { code: tomorrow.code, sentAt: 30 })).toMatchObject({ why: 'wrongCode' });
});

test('who guesses digits is not heard after a few wrong ones', async () => {
	const { scan, codes } = await setScene();
	const { digits } = await codes(1);
	for (let guess = 0; guess < 10; guess += 1)
		await scan('in', 1, { code: String((Number(digits) + 1 + guess) % 1_000_000).padStart(6, '0') });
	await expect(scan('in', 1)).rejects.toThrow(/太多次/);
	expect(await scan('in', 1, { who: b })).toMatchObject({ accepted: true });
});

test('a scan that was stored without signal counts with its own time, for a day', async () => {
	const { scan, present, after, at, shiftId, codes } = await setScene();
	const { digits } = await codes(3);
	expect(await scan('out', 100, { sentAt: 600 })).toMatchObject({ accepted: true, why: 'notIn' });
	// typed digits say nothing of their moment: the phone tells how long ago that was
	const stored = { centreId, shiftId, id: newId(), kind: 'in' as const, code: digits, agoSeconds: 597 * 60 };
	expect(await scanShift(at(asMember(context, cast, a), 600), stored)).toMatchObject({ accepted: true });
	expect(await present()).toEqual([{ memberId: a, came: 3, left: 100 }]);
	expect(await scan('in', 1, { sentAt: 24 * 60 + 2 })).toMatchObject({ accepted: false, why: 'tooOld' });
	const row = await db
		.selectFrom('attendance.stay')
		.select('sent_late')
		.where('shift_id', '=', shiftId)
		.executeTakeFirst();
	expect([row?.sent_late, after(0) < after(1)]).toEqual([true, true]);
});

test('a scan counts once, in whatever order the phone sends it and however often', async () => {
	const kept = [
		{ kind: 'in', minutes: 5 },
		{ kind: 'out', minutes: 40 },
		{ kind: 'in', minutes: 50 },
		{ kind: 'out', minutes: 119 }
	] as const;
	const orders = fc.sample(
		fc.tuple(fc.shuffledSubarray([...kept], { minLength: 4 }), fc.array(fc.constantFrom(...kept), { maxLength: 4 })),
		6
	);
	for (const [order, again] of orders) {
		const { scan, present, shiftId } = await setScene();
		const first = new Map<string, unknown>();
		const ids = new Map(kept.map(({ minutes }) => [minutes, newId()]));
		for (const { kind, minutes } of [...order, ...again]) {
			const id = ids.get(minutes) ?? '';
			const answer = await scan(kind, minutes, { sentAt: 300, id });
			expect(answer).toEqual(first.get(id) ?? answer);
			first.set(id, answer);
		}
		expect(await present()).toEqual([{ memberId: a, came: 5, left: 119 }]);
		const rows = await db.selectFrom('attendance.scan').select('id').where('shift_id', '=', shiftId).execute();
		expect(rows).toHaveLength(4);
	}
});

test('who did not sign up takes a free place by coming, when they have reported in; else is told why not', async () => {
	const { scan, present } = await setScene([a], 2);
	expect(await scan('in', 1, { who: b })).toMatchObject({ accepted: true });
	const stranger = await registerMember(context, { centreId, name: '梁志', form: '先生', kind: 'inService' });
	expect((await scan('in', 1, { who: stranger })).message).toMatch(/您还没有向社区报到/);
	expect(await present()).toEqual([{ memberId: b, came: 1, left: null }]);
	const full = await setScene([a], 1);
	expect(await full.scan('in', 1, { who: b })).toMatchObject({ accepted: false, why: 'noPlace' });
});

test('a scan that another member stored in the phone is not taken, nor one of somebody who is no member', async () => {
	const { shiftId, codes, at } = await setScene();
	const { code } = await codes(1);
	const input = { centreId, shiftId, id: newId(), kind: 'in' as const, code };
	await expect(scanShift(at(asMember(context, cast, b), 1), { ...input, memberId: a })).rejects.toThrow(/另一位党员/);
	for (const visitor of ['clerk', 'representative', 'resident', 'guest'] as const)
		await expect(scanShift(at(cast.as(visitor), 1), input)).rejects.toThrow(Refused);
	await expect(shownCode(cast.as('member'), centreId, shiftId)).rejects.toThrow('不归您管');
});
