import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import { Missing } from '#kernel/errors.ts';
import { standingOf } from '#modules/directory/server.ts';
import type { Shift } from '#modules/posts/index.ts';
import { shiftById, shiftSecret } from '#modules/posts/server.ts';
import type { CodeSource } from '../code.server.ts';
import { dayOf, minutesAfter } from '../moment.ts';
import { attendanceSettings, type AttendanceRules } from '../settings.ts';

/** What the centre's settings say for a shift: those in force on its day. */
export async function rulesFor(db: Db, centreId: string, { startsAt }: { startsAt: Date }): Promise<AttendanceRules> {
	const day = dayOf(startsAt);
	const rules = Object.entries(attendanceSettings).map(
		async ([name, setting]) => [name, (await standingOf(db, centreId, setting, day)).value] as const
	);
	return Object.fromEntries(await Promise.all(rules)) as AttendanceRules;
}

/** Within which times somebody can come and leave. */
export const openTimes = (shift: { startsAt: Date; endsAt: Date }, { openBefore, openAfter }: AttendanceRules) => ({
	from: minutesAfter(shift.startsAt, -openBefore),
	until: minutesAfter(shift.endsAt, openAfter)
});

/** A shift by what stands in an address. Errors: Missing. */
export async function attendedShift(db: Db, centreId: string, shiftId: string): Promise<Shift> {
	const shift = isId(shiftId) ? await shiftById(db, centreId, shiftId) : undefined;
	if (!shift) throw new Missing('没有这个班次，或者它已经撤下。');
	return shift;
}

/** What makes the codes of a shift. Errors: Missing. */
export async function codeSource(
	db: Db,
	centreId: string,
	shiftId: string,
	{ stepSeconds }: AttendanceRules
): Promise<CodeSource> {
	const secret = await shiftSecret(db, centreId, shiftId);
	if (!secret) throw new Missing('没有这个班次，或者它已经撤下。');
	return { shiftId, secret, stepSeconds };
}
