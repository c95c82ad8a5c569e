import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, type Issue } from '#kernel/errors.ts';
import type { Shift } from '#modules/posts/index.ts';
import { EnterStays } from '../forms.ts';
import { clockOf } from '../moment.ts';
import { openTimes, rulesFor } from '../queries/rules.server.ts';
import { lockMembers } from './lock.server.ts';
import { organisedShift } from './organised.server.ts';
import { stayBy, tell, writeStay, type StayRow } from './stay.server.ts';

interface Entry {
	cameAt?: Date | null | undefined;
	leftAt?: Date | null | undefined;
}

/**
 * The organiser writes down who came and left, at the desk or from a paper sheet: all of it, or nothing. An issue names its field
 * as `came_<member>` or `left_<member>`. Errors: Invalid times; Missing and Refused for whoever does not run the shift; Conflict for a cancelled one.
 */
export const enterStays = command(
	'attendance.enter',
	EnterStays.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, by, entries }) => {
		const { shift, as } = await organisedShift(work, centreId, shiftId);
		if (shift.state === 'cancelled') throw new Conflict('这个班次已经取消，不能登记。');
		const times = openTimes(shift, await rulesFor(work.db, centreId, shift));
		const memberIds = entries.map(({ memberId }) => memberId);
		await lockMembers(work, centreId, memberIds);
		const places = await placesOf(work, centreId, shift, memberIds);
		const issues: Issue[] = [];
		let changed = 0;
		for (const entry of entries) {
			const signUpId = places.get(entry.memberId);
			if (!signUpId) {
				issues.push({ field: `came_${entry.memberId}`, message: '这位不在名单上，请先替他报名' });
				continue;
			}
			const who = { centreId, shift, memberId: entry.memberId, signUpId };
			const before = await stayBy(work, who);
			const after = entered(before, momentsOf(entry), by);
			if (isSame(before, after)) continue;
			const wrong = wrongIn(entry.memberId, before, after, { ...times, now: work.clock() });
			issues.push(...wrong);
			if (wrong.length > 0) continue;
			await writeStay(work, who, before, after);
			await tell(work, who, { before, after, as, by });
			changed += 1;
		}
		if (issues.length > 0) throw new Invalid(issues.map(({ message }) => message).join('；'), issues);
		return { changed };
	}
);

/** Who is on the roster, and who was when they came. */
async function placesOf({ db }: Work, centreId: string, { id }: Shift, memberIds: readonly string[]) {
	const { rows } = await sql<{ member_id: string; id: string }>`
		select member_id, sign_up_id as id from attendance.stay
		where centre_id = ${centreId} and shift_id = ${id} and member_id = any(${memberIds}::uuid[])
		union all
		select member_id, id from posts.sign_up
		where centre_id = ${centreId} and shift_id = ${id} and member_id = any(${memberIds}::uuid[]) and state = 'held'`.execute(
		db
	);
	// of two, that of the place they hold now
	return new Map(rows.map((row) => [row.member_id, row.id]));
}

const momentsOf = ({ cameAt, leftAt }: z.output<typeof EnterStays>['entries'][number]): Entry => ({
	cameAt: typeof cameAt === 'string' ? new Date(cameAt) : cameAt,
	leftAt: typeof leftAt === 'string' ? new Date(leftAt) : leftAt
});

/** What stands after an entry; what the entry does not name stays. */
function entered(before: StayRow | undefined, { cameAt, leftAt }: Entry, by: 'desk' | 'sheet') {
	return {
		...(isKept(before?.cameAt, cameAt)
			? { cameAt: before?.cameAt ?? null, cameBy: before?.cameBy ?? null }
			: { cameAt: cameAt ?? null, cameBy: cameAt ? by : null }),
		...(isKept(before?.leftAt, leftAt)
			? { leftAt: before?.leftAt ?? null, leftBy: before?.leftBy ?? null }
			: { leftAt: leftAt ?? null, leftBy: leftAt ? by : null }),
		sentLate: before?.sentLate ?? false
	};
}

interface Times {
	cameAt: Date | null;
	leftAt: Date | null;
}

/** To the minute, which is what a form shows: whoever sends a sheet back as it was changes nothing. */
const isKept = (was: Date | null | undefined, said: Date | null | undefined): boolean =>
	said === undefined || minuteOf(was) === minuteOf(said);

const isSame = (before: StayRow | undefined, after: Times): boolean =>
	isKept(before?.cameAt, after.cameAt) && isKept(before?.leftAt, after.leftAt);

const minuteOf = (moment: Date | null | undefined): number | null =>
	moment ? Math.floor(moment.getTime() / 60_000) : null;

function wrongIn(
	memberId: string,
	before: StayRow | undefined,
	{ cameAt, leftAt }: Times,
	{ from, until, now }: { from: Date; until: Date; now: Date }
): Issue[] {
	const [came, left] = [`came_${memberId}`, `left_${memberId}`];
	const between = `${clockOf(from)}到${clockOf(until)}`;
	const isOut = (moment: Date | null) => moment !== null && (moment < from || moment > until);
	const rules: [boolean, string, string][] = [
		[before?.attested ?? false, came, '这位的时长已经认定，不能再改。要改请先作废时长'],
		[isOut(cameAt), came, `到的时间要在${between}之间`],
		[isOut(leftAt), left, `走的时间要在${between}之间`],
		[cameAt !== null && cameAt > now, came, '到的时间还没到，请改成已经过去的时间'],
		[leftAt !== null && leftAt > now, left, '走的时间还没到，请改成已经过去的时间'],
		[leftAt !== null && cameAt === null, came, '写了走的时间，也请写到的时间'],
		[leftAt !== null && cameAt !== null && leftAt < cameAt, left, '走的时间要晚于到的时间']
	];
	return rules.filter(([wrong]) => wrong).map(([, field, message]) => ({ field, message }));
}
