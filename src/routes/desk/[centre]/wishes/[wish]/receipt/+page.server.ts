import { holds } from '#kernel/actor.ts';
import { duplicatesOf, receiptOf } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import type { PageServerLoad } from './$types';

/** What a resident is told and given when their wish was taken down: for staff, and for whoever took it down. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	return {
		receipt: await receiptOf(context, id, params.wish).catch(refusedPage),
		duplicates: await duplicatesOf(context, id, params.wish),
		mayMerge: holds(context.actor, id, 'clerk')
	};
};
