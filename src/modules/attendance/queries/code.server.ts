import type { Context } from '#kernel/command.ts';
import type { Shift } from '#modules/posts/index.ts';
import { codeAt, momentOfCode, startOfStep } from '../code.server.ts';
import { organisedShift } from '../commands/organised.server.ts';
import { codeSource, openTimes, rulesFor } from './rules.server.ts';

export interface ShownShiftCode {
	shift: Shift;
	/** From when to when scans are taken. */
	from: Date;
	until: Date;
	/** What the QR code's address carries as `code`. */
	code: string;
	/** Six digits for typing. */
	digits: string;
	/** When the next one comes. */
	changesAt: Date;
}

/** What the screen at the place shows now. Errors: as organisedShift. */
export async function shownCode(context: Context, centreId: string, shiftId: string): Promise<ShownShiftCode> {
	const { shift } = await organisedShift(context, centreId, shiftId);
	const rules = await rulesFor(context.db, centreId, shift);
	const source = await codeSource(context.db, centreId, shift.id, rules);
	const { step, link, digits } = codeAt(source, context.clock());
	return {
		...{ shift, ...openTimes(shift, rules) },
		...{ code: link, digits, changesAt: startOfStep(step + 1, rules.stepSeconds) }
	};
}

/** Whether a code was shown at this shift, and when; digits only about now. Errors: as organisedShift. */
export async function checkCode(context: Context, centreId: string, shiftId: string, code: string) {
	const { shift } = await organisedShift(context, centreId, shiftId);
	const rules = await rulesFor(context.db, centreId, shift);
	const source = await codeSource(context.db, centreId, shift.id, rules);
	const shownAt = momentOfCode(source, { code, around: context.clock(), tolerance: rules.tolerance });
	return { right: shownAt !== undefined, shownAt: shownAt ?? null };
}
