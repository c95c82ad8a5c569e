import { redirect } from '@sveltejs/kit';
import { formOf, newSubmissionKey, SUBMISSION_KEY } from '#kernel/form.ts';
import { assignmentIn } from '#modules/sheets/index.ts';
import { chooseColumns, importOf } from '#modules/sheets/server.ts';
import { checkInImport } from '#modules/checkins/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const brought = await importOf(checkInImport, context, id, params.import).catch(refusedPage);
	if (brought.state === 'writing' || brought.state === 'done') redirect(303, here(params));
	return { submissionKey: newSubmissionKey(), brought, fields: checkInImport.fields };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const { headings, choices } = await importOf(checkInImport, context, id, params.import).catch(refusedPage);
		const form = await formOf(request);
		const values = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
			string,
			string
		>;
		const { assignment, issues } = assignmentIn(form, headings, checkInImport.fields, choices);
		if (issues.length > 0) return malformed({ values, issues });
		const input = { ...assignment, centreId: id, importId: params.import };
		const refused = await chooseColumns(checkInImport, context, input, values[SUBMISSION_KEY] || undefined).catch(
			(thrown: unknown) => refusedForm(thrown, values)
		);
		if (refused) return refused;
		redirect(303, here(params));
	}
};

const here = (params: { centre: string; import: string }) =>
	`/desk/${params.centre}/check-ins/members/imports/${params.import}`;
