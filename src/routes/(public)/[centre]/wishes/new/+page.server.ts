import { redirect } from '@sveltejs/kit';
import { forgetDraft } from '#modules/wishes/server.ts';
import { missingStep } from '#modules/wishes/index.ts';
import { draftPath, dropDraft, openDraft } from './draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Begins with the first question; whoever left half-way chooses whether to go on. */
export const load: PageServerLoad = async (event) => {
	const { centre, draft } = await openDraft(event);
	if (!draft || draft.sent) redirect(303, draftPath(centre.slug, 'told'));
	return { next: draftPath(centre.slug, missingStep(draft.answers) ?? 'check') };
};

export const actions: Actions = {
	forget: async (event) => {
		const { centre, token } = await openDraft(event);
		if (token !== undefined) await forgetDraft(event.locals.context, { centreId: centre.id, token });
		dropDraft(event.cookies, centre.slug);
		redirect(303, draftPath(centre.slug, 'told'));
	}
};
