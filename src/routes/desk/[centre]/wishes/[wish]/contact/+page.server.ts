import { error } from '@sveltejs/kit';
import { readForm } from '#kernel/form.ts';
import { maySeeAll, OpenContact } from '#modules/wishes/index.ts';
import { openWishContact, wishAtWork } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { id } = await deskOf(context, params.centre);
	if (!maySeeAll(context.actor, id)) error(404, '没有这个页面。');
	const { reference, title, mayOpenContact } = await wishAtWork(context, id, params.wish).catch(refusedPage);
	if (!mayOpenContact) error(403, '只有负责的工作人员可以看联系方式。');
	return { about: { reference, title } };
};

export const actions: Actions = {
	/** Shown in this answer and nowhere else; each opening is recorded. */
	default: async ({ params, request, locals: { context } }) => {
		const { id } = await deskOf(context, params.centre);
		const form = await readForm(request, OpenContact);
		if (!form.ok) return malformed(form);
		const opened = await openWishContact(context, { ...form.data, centreId: id, wishId: params.wish }).catch(
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		return 'status' in opened ? opened : { contact: opened };
	}
};
