import { redirect } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import type { Issue } from '#kernel/errors.ts';
import { formOf, readForm } from '#kernel/form.ts';
import { z } from 'zod';
import { clockIn, clockOf, momentAt } from '#modules/attendance/index.ts';
import { enterStays, sheetOf } from '#modules/attendance/server.ts';
import type { Shift } from '#modules/posts/index.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { headOf, type Kept } from './kept.server.ts';

/** The list of a shift, with a time of coming and leaving for each. `fill`: empty ones begin with the times of the shift. */
export async function sheetPage(context: Context, kept: Kept, fill: boolean) {
	const { startsAt, endsAt } = kept.shift;
	const rows = await sheetOf(context, kept.centre.id, kept.shift.id);
	return {
		...headOf(kept, context.clock()),
		isFilled: fill,
		rows: rows.map(({ memberId, alias, name, organisationName, cameAt, leftAt, hours }) => ({
			...{ memberId, who: name ?? alias, organisationName, isAttested: hours !== null },
			...{ wasCame: cameAt ? clockOf(cameAt) : '', wasLeft: leftAt ? clockOf(leftAt) : '' },
			came: cameAt ? clockOf(cameAt) : fill ? clockOf(startsAt) : '',
			left: leftAt ? clockOf(leftAt) : fill ? clockOf(endsAt) : ''
		}))
	};
}

const Clock = z.string().max(20).optional();

/**
 * Only what was changed is written: who scans while the sheet is being typed keeps their time. Each time comes with what it was
 * when the page was made; what was not sent at all stays.
 */
export async function enterSheet(context: Context, { centre, shift, base }: Kept, request: Request) {
	const memberIds = (await sheetOf(context, centre.id, shift.id)).map(({ memberId }) => memberId);
	const fields = memberIds.flatMap((id) => [`came_${id}`, `left_${id}`]);
	const names = [...fields, ...fields.map((name) => `was_${name}`)];
	const posted = await formOf(request);
	const form = await readForm(posted, z.object(Object.fromEntries(names.map((name) => [name, Clock]))));
	if (!form.ok) return malformed(form);
	const typed = form.data as Record<string, string | undefined>;
	const values = Object.fromEntries(names.map((name) => [name, typed[name] ?? '']));
	const changed = fields.filter((name) => posted.has(name) && typed[name] !== typed[`was_${name}`]);
	const issues: Issue[] = changed
		.filter((name) => typed[name] !== undefined && clockIn(typed[name]) === undefined)
		.map((field) => ({ field, message: '请写几点几分，例如 09:00' }));
	if (issues.length > 0) return malformed({ values, issues });
	const entries = memberIds.flatMap((memberId) => entryOf(memberId, shift, typed, changed));
	if (entries.length === 0) redirect(303, base);
	const input = { centreId: centre.id, shiftId: shift.id, by: 'sheet' as const, entries };
	const refused = await enterStays(context, input, form.submissionKey).then(
		() => undefined,
		(thrown: unknown) => refusedForm(thrown, values)
	);
	return refused ?? redirect(303, base);
}

function entryOf(
	memberId: string,
	shift: Shift,
	typed: Record<string, string | undefined>,
	changed: readonly string[]
): { memberId: string; cameAt?: string | null; leftAt?: string | null }[] {
	const [came, left] = [`came_${memberId}`, `left_${memberId}`];
	const moment = (name: string) => {
		const clock = clockIn(typed[name] ?? '');
		return clock === undefined ? null : momentAt(clock, shift.startsAt, shift.endsAt).toISOString();
	};
	const entry = {
		...(changed.includes(came) ? { cameAt: moment(came) } : {}),
		...(changed.includes(left) ? { leftAt: moment(left) } : {})
	};
	return Object.keys(entry).length > 0 ? [{ memberId, ...entry }] : [];
}
