import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { AudienceChosen } from '#modules/calls/index.ts';
import { countAudience, widenCall } from '#modules/calls/server.ts';
import { malformed } from '#src/routes/known-errors.server.ts';
import { answerCallForm, audienceOptions, callAt, typedIn } from '../../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, call } = await callAt(context, params, 'widen');
	return {
		call: { id: call.id, title: call.title },
		options: await audienceOptions(context.db, centre.id),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	preview: async ({ request, params, locals: { context } }) => {
		const { centre, call } = await callAt(context, params, 'widen');
		const fields = await formOf(request);
		const form = await readForm(fields, AudienceChosen);
		if (!form.ok) return malformed(form);
		const { all } = await countAudience(context.db, centre.id, call.id, form.data);
		return { values: typedIn(fields), issues: [], message: '', count: all };
	},
	send: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params, 'widen');
		return answerCallForm(request, AudienceChosen, async (data, key) => {
			await widenCall(context, { ...data, centreId: centre.id, callId: call.id }, key);
			return `${base}?done=widened`;
		});
	}
};
