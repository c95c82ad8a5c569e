import { error, redirect } from '@sveltejs/kit';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { ChooseCalls, memberIdsOf, whenWords } from '#modules/calls/index.ts';
import { chooseCalls, ownCalls, refusesCalls } from '#modules/calls/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const [memberId] = memberIdsOf(context.actor, id);
	const calls = (await ownCalls(context, id)).map(({ startsAt, endsAt, ...call }) => ({
		...call,
		when: whenWords(startsAt, endsAt)
	}));
	return {
		isMember: memberId !== undefined,
		off: memberId !== undefined && (await refusesCalls(context.db, id, memberId)),
		/** What can still be answered first. */
		calls: [...calls.filter(({ state }) => state === 'open'), ...calls.filter(({ state }) => state !== 'open')],
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	choose: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const [memberId] = memberIdsOf(context.actor, centreId);
		if (memberId === undefined) error(404, '您还没有在这里报到。');
		const form = await readForm(await formOf(request), ChooseCalls);
		if (!form.ok) return malformed(form);
		const chosen = await chooseCalls(context, { ...form.data, centreId, memberId }, form.submissionKey).catch(
			refusedForm
		);
		if (!('off' in chosen)) return chosen;
		redirect(303, `/my/${params.centre}/calls?done=${chosen.off ? 'off' : 'on'}`);
	}
};
