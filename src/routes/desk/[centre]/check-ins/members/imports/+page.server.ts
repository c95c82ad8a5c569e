import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { recentImports, uploadTable } from '#modules/sheets/server.ts';
import { checkInImport } from '#modules/checkins/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const imports = await recentImports(checkInImport, context, id).catch(refusedPage);
	return { submissionKey: newSubmissionKey(), imports };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const form = await readForm(request, z.object({}));
		if (!form.ok) return malformed(form);
		const upload = { centreId: id, file: form.files['file']?.[0] };
		const importId = await uploadTable(checkInImport, context, upload, form.submissionKey).catch((thrown: unknown) =>
			refusedForm(thrown)
		);
		if (typeof importId !== 'string') return importId;
		redirect(303, `/desk/${params.centre}/check-ins/members/imports/${importId}/columns`);
	}
};
