import { error, redirect } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { readForm } from '#kernel/form.ts';
import { clockOf, durationWords, VoidHours } from '#modules/attendance/index.ts';
import { hoursById, voidHours } from '#modules/attendance/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { headOf, type Kept } from './kept.server.ts';

/** Attested hours of this shift. Answers 404 when there are none. */
export async function voidPage(context: Context, kept: Kept, hoursId: string) {
	const hours = await hoursById(context.db, kept.centre.id, hoursId);
	if (!hours || hours.shiftId !== kept.shift.id) error(404, '没有这条时长。');
	return {
		...headOf(kept, context.clock()),
		...{ isVoid: hours.isVoid, who: hours.alias, length: durationWords(hours.minutes) },
		...{ from: clockOf(hours.startsAt), to: clockOf(hours.endsAt) }
	};
}

export async function takeBack(context: Context, { centre, base }: Kept, hoursId: string, request: Request) {
	const form = await readForm(request, VoidHours);
	if (!form.ok) return malformed(form);
	const refused = await voidHours(context, { ...form.data, centreId: centre.id, hoursId }, form.submissionKey).then(
		() => undefined,
		(thrown: unknown) => refusedForm(thrown, form.data)
	);
	return refused ?? redirect(303, `${base}/attest`);
}
