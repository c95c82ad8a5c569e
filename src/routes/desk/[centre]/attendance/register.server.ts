import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { clockOf } from '#modules/attendance/index.ts';
import { enterStays, presentAt, sheetOf } from '#modules/attendance/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { headOf, type Kept } from './kept.server.ts';

/** Who is on the list of a shift, who came, who is still there. */
export async function registerOf(context: Context, kept: Kept) {
	const rows = await sheetOf(context, kept.centre.id, kept.shift.id);
	return {
		...headOf(kept, context.clock()),
		rows: rows.map(({ memberId, alias, name, organisationName, cameAt, leftAt, cameBy, sentLate, hours }) => ({
			...{ memberId, who: name ?? alias, organisationName, cameBy, sentLate, submissionKey: newSubmissionKey() },
			...{ came: cameAt && clockOf(cameAt), left: leftAt && clockOf(leftAt), minutes: hours?.minutes ?? null }
		}))
	};
}

const Mark = z.object({
	memberId: z.uuid().meta({ title: '党员' }),
	what: z.enum(['came', 'left', 'undo']).meta({ title: '到了还是走了' })
});

/** A tick at the desk, now: came, left, or a tick too many taken back. */
export async function markStay(context: Context, { centre, shift, base }: Kept, request: Request) {
	const form = await readForm(request, Mark);
	if (!form.ok) return malformed(form);
	const { memberId, what } = form.data;
	// who has scanned since the page was made keeps the time of the scan
	const present = await presentAt(context.db, centre.id, shift.id);
	if (what === 'came' && present.some((one) => one.memberId === memberId)) redirect(303, `${base}#m-${memberId}`);
	const now = context.clock().toISOString();
	const entry = { came: { cameAt: now }, left: { leftAt: now }, undo: { cameAt: null, leftAt: null } }[what];
	const input = { centreId: centre.id, shiftId: shift.id, by: 'desk' as const, entries: [{ memberId, ...entry }] };
	const refused = await enterStays(context, input, form.submissionKey).then(
		() => undefined,
		(thrown: unknown) => refusedForm(thrown, form.data)
	);
	return refused ?? redirect(303, `${base}#m-${memberId}`);
}
