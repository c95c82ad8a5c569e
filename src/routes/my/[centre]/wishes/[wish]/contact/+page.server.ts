import { readForm } from '#kernel/form.ts';
import { Refused } from '#kernel/errors.ts';
import { OpenContact } from '#modules/wishes/index.ts';
import { openWishContact, wishAtWork } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const centre = await myCentre(context, params.centre);
	const wish = await wishAtWork(context, centre.id, params.wish).catch(refusedPage);
	if (!wish.mayOpenContact) refusedPage(new Refused('只有负责的工作人员和正在办理的认领人可以看联系方式。'));
	return { wish: { reference: wish.reference, title: wish.title, alias: wish.alias } };
};

export const actions: Actions = {
	/** Shown in this answer alone: in no address, and kept by nobody. Each time is recorded anew. */
	default: async ({ request, params, locals: { context } }) => {
		const form = await readForm(request, OpenContact);
		if (!form.ok) return malformed(form);
		const centre = await myCentre(context, params.centre);
		const asked = { centreId: centre.id, wishId: params.wish, reason: form.data.reason };
		const contact = await openWishContact(context, asked).catch((error: unknown) => refusedForm(error, form.data));
		return 'name' in contact ? { contact } : contact;
	}
};
