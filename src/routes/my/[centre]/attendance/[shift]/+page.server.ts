import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { clockOf, durationWords, ScanForm } from '#modules/attendance/index.ts';
import { ownAttendance, scanShift } from '#modules/attendance/server.ts';
import { shiftTime } from '#modules/posts/index.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A small script keeps a scan for when there is a signal; without it the form is a plain one. */
export const csr = false;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const centre = await myCentre(context, params.centre);
	const own = await ownAttendance(context, centre.id, params.shift).catch(refusedPage);
	const { shift, cameAt, leftAt, attestedMinutes, memberId, from, until } = own;
	const now = context.clock();
	return {
		...{ memberId, title: shift.title, where: shift.place, when: shiftTime(shift, now) },
		/** Of the scan that the form sends: sent twice it is one. */
		scanId: newSubmissionKey(),
		/** From the QR code; typed when there is none. */
		code: url.searchParams.get('code')?.slice(0, 60) ?? null,
		api: `/api/v1/centres/${centre.slug}/shifts/${shift.id}/scans`,
		here: `/my/${centre.slug}/attendance`,
		came: cameAt && clockOf(cameAt),
		left: leftAt && clockOf(leftAt),
		attested: attestedMinutes === null ? null : durationWords(attestedMinutes),
		isCancelled: shift.state === 'cancelled',
		opens: now < from ? clockOf(from) : null,
		isOver: now > until
	};
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const form = await readForm(request, ScanForm);
		if (!form.ok) return malformed(form);
		const input = { ...form.data, id: form.submissionKey, centreId, shiftId: params.shift };
		const answer = await scanShift(context, input).catch((thrown: unknown) =>
			refusedForm(thrown, { kind: form.data.kind })
		);
		return 'accepted' in answer ? { accepted: answer.accepted, said: answer.message } : answer;
	}
};
