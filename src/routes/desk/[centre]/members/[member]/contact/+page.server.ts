import { readForm } from '#kernel/form.ts';
import { OpenMemberContact, openMemberContact } from '#modules/people/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { keptCentre } from '../../../office.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { memberAt } from '../member.server.ts';

export const load: PageServerLoad = async ({ params, locals: { context }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { id: centreId } = await keptCentre(context, params.centre);
	const { id, name, alias } = await memberAt(context, centreId, params.member);
	return { member: { id, name, alias } };
};

export const actions: Actions = {
	/** Shown in this answer and nowhere else; each opening is recorded. */
	default: async ({ params, request, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id: memberId } = await memberAt(context, centreId, params.member);
		const form = await readForm(request, OpenMemberContact);
		if (!form.ok) return malformed(form);
		const opened = await openMemberContact(context, { ...form.data, centreId, memberId }).catch((thrown: unknown) =>
			refusedForm(thrown, form.data)
		);
		return 'status' in opened ? opened : { contact: opened };
	}
};
