import { redirect } from '@sveltejs/kit';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { confirmImport, discardImport, importOf } from '#modules/sheets/server.ts';
import { checkInImport } from '#modules/checkins/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { z } from 'zod';
import { deskOf } from '../../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const brought = await importOf(checkInImport, context, id, params.import).catch(refusedPage);
	if (brought.state === 'read')
		redirect(303, `/desk/${params.centre}/check-ins/members/imports/${params.import}/columns`);
	return { submissionKey: newSubmissionKey(), brought };
};

export const actions: Actions = {
	confirm: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const form = await readForm(request, z.object({}));
		if (!form.ok) return malformed(form);
		const refused = await confirmImport(
			checkInImport,
			context,
			{ centreId: id, importId: params.import },
			form.submissionKey
		).catch((thrown: unknown) => refusedForm(thrown));
		if (refused) return refused;
		redirect(303, `/desk/${params.centre}/check-ins/members/imports/${params.import}`);
	},
	discard: async ({ params, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const refused = await discardImport(checkInImport, context, { centreId: id, importId: params.import }).catch(
			(thrown: unknown) => refusedForm(thrown)
		);
		if (refused) return refused;
		redirect(303, `/desk/${params.centre}/check-ins/members/imports`);
	}
};
