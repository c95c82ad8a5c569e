import { error } from '@sveltejs/kit';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { AnswerCall, OpenTeamContact } from '#modules/calls/index.ts';
import { answerCall, openTeamContact, toldOf } from '#modules/calls/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { answerCallForm, callAt } from '../../../call.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { call } = await callAt(context, params);
	const person = isId(params.member) ? await toldOf(context, call, params.member) : undefined;
	if (!person) error(404, '没有通知过这位党员。');
	return {
		call: { id: call.id, title: call.title, state: call.state },
		person,
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	answer: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, AnswerCall, async (data, key) => {
			const asked = { ...data, centreId: centre.id, callId: call.id, memberId: params.member };
			const { place } = await answerCall(context, asked, key);
			return `${base}/people/${params.member}?done=${place ?? 'no'}`;
		});
	},
	contact: async ({ request, params, locals: { context } }) => {
		const { centre, call } = await callAt(context, params);
		const form = await readForm(await formOf(request), OpenTeamContact.omit({ memberId: true }));
		if (!form.ok) return malformed(form);
		const asked = { ...form.data, centreId: centre.id, callId: call.id, memberId: params.member };
		const contact = await openTeamContact(context, asked).catch((thrown: unknown) =>
			refusedForm(thrown, { reason: form.data.reason })
		);
		return 'name' in contact ? { contact, values: {}, issues: [], message: '' } : contact;
	}
};
