import { redirect } from '@sveltejs/kit';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { AnswerCall } from '#modules/calls/index.ts';
import { answerCall, ownCall } from '#modules/calls/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const { call, answer, place, team, disclosures } = await ownCall(context, id, params.call).catch(refusedPage);
	return {
		call: {
			...{ reference: call.reference, title: call.title, task: call.task, urgency: call.urgency, state: call.state },
			...{ fieldName: call.fieldName, communityName: call.communityName, closingWords: call.closingWords },
			...{ place: call.place, places: call.places, startsAt: call.startsAt, endsAt: call.endsAt }
		},
		/** Until it begins, the answer can be given and changed. */
		mayAnswer: call.state === 'open' && call.startsAt > context.clock(),
		...{ answer, place, team },
		disclosures: disclosures.map(({ at, viewer, as, reason, fields }) => ({ at, viewer, as, reason, fields })),
		done: url.searchParams.has('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const { call, memberId } = await ownCall(context, centreId, params.call).catch(refusedPage);
		const form = await readForm(await formOf(request), AnswerCall);
		if (!form.ok) return malformed(form);
		const said = { ...form.data, centreId, callId: call.id, memberId };
		const answered = await answerCall(context, said, form.submissionKey).catch((thrown: unknown) =>
			refusedForm(thrown, { reason: form.data.reason ?? '' })
		);
		if (!('answer' in answered)) return answered;
		redirect(303, `/my/${params.centre}/calls/${call.reference}?done=${answered.answer}`);
	}
};
