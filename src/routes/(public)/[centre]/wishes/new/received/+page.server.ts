import { redirect } from '@sveltejs/kit';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { draftPath, openDraft } from '../draft.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre, draft } = await openDraft(event);
	if (!draft?.sent) redirect(303, draftPath(centre.slug));
	const { context } = event.locals;
	const today = shanghaiDate(context.clock());
	const deadlines = await deadlinesOf(context.db, centre.id, [draft.sent.id], today);
	return {
		sent: draft.sent,
		today,
		dueOn: deadlines.get(draft.sent.id)?.dueOn,
		signedIn: context.actor.kind === 'account'
	};
};
