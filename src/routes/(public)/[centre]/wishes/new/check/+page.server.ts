import { redirect } from '@sveltejs/kit';
import { Refused } from '#kernel/errors.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { countCallBack } from '#modules/identity/server.ts';
import { pagesFor } from '#modules/wishes/index.ts';
import { categoriesOf, housesIn, sendDraft } from '#modules/wishes/server.ts';
import { refusedForm } from '#src/routes/known-errors.server.ts';
import { draftPath, isOwnPhone, wholeDraft } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre, answers } = await wholeDraft(event);
	const { context } = event.locals;
	if (answers.contactWay === 'code' && !(await isOwnPhone(context, answers.phone)))
		redirect(303, draftPath(centre.slug, 'code'));
	const [categories, communities, houses] = [
		await categoriesOf(context.db, centre.id),
		await communitiesOf(context.db, centre.id),
		await housesIn(context.db, centre.id, answers.communityId)
	];
	return {
		answers,
		pages: pagesFor(answers.whom),
		building: houses.find(({ id }) => id === answers.buildingId)?.label,
		category: categories.find(({ code }) => code === answers.category)?.name,
		community: communities.find(({ id }) => id === answers.communityId)?.name
	};
};

export const actions: Actions = {
	/** A second click finds the draft sent, and leads to the same reference. */
	default: async (event) => {
		const { centre, token, answers } = await wholeDraft(event);
		const { context } = event.locals;
		if (answers.contactWay === 'callBack') {
			const asked = { phone: answers.phone ?? '', address: event.getClientAddress() };
			const refused = await countCallBack(context, asked).then(
				() => undefined,
				(error: unknown) => refusedForm(error)
			);
			if (refused) return refused;
		}
		const sent = await sendDraft(context, { centreId: centre.id, token }).catch((error: unknown) =>
			error instanceof Refused ? redirect(303, draftPath(centre.slug, 'code')) : refusedForm(error)
		);
		if (!('reference' in sent)) return sent;
		redirect(303, draftPath(centre.slug, 'received'));
	}
};
