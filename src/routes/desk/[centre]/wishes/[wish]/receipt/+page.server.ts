import { error } from '@sveltejs/kit';
import { maySeeAll } from '#modules/wishes/index.ts';
import { wishAtWork } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { PageServerLoad } from './$types';

/** What a resident is told and given when their wish was taken down. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	if (!maySeeAll(context.actor, id)) error(404, '没有这个页面。');
	const { reference, state, collectedOn, category, deadline } = await wishAtWork(context, id, params.wish).catch(
		refusedPage
	);
	return {
		receipt: {
			reference,
			collectedOn,
			categoryName: category.name,
			dueOn: state === 'collected' ? (deadline?.dueOn ?? null) : null
		}
	};
};
