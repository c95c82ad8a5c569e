import { lateCounts, mostUrgent } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals: { context } }) => {
	const { centre, may } = await parent();
	const asOf = context.clock();
	if (!may.seeWishes) return { asOf, late: [], urgent: [] };
	const [late, urgent] = await Promise.all([lateCounts(context, centre.id), mostUrgent(context, centre.id)]).catch(
		refusedPage
	);
	return { asOf, late, urgent };
};
