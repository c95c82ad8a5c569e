import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { recentImports, uploadTable } from '#modules/sheets/server.ts';
import { membersImport } from '#modules/people/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const imports = await recentImports(membersImport, context, id).catch(refusedPage);
	return { submissionKey: newSubmissionKey(), imports };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const form = await readForm(request, z.object({}));
		if (!form.ok) return malformed(form);
		const upload = { centreId: id, file: form.files['file']?.[0] };
		const importId = await uploadTable(membersImport, context, upload, form.submissionKey).catch((thrown: unknown) =>
			refusedForm(thrown)
		);
		if (typeof importId !== 'string') return importId;
		redirect(303, `/desk/${params.centre}/members/imports/${importId}/columns`);
	}
};
