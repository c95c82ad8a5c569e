import { claimerLabels } from '#modules/directory/server.ts';
import { ownReports, ownReviews } from '#modules/records/server.ts';
import type { PageServerLoad } from './$types';
import { ownUnits } from '../record/own.server.ts';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, organisations } = await ownUnits(context, params.centre);
	const labels = await claimerLabels(context.db, centre.id, organisations);
	const reviews = await ownReviews(context, centre.id);
	return {
		units: organisations.map((id) => ({ id, name: labels.get(id) ?? '' })),
		reports: await ownReports(context, centre.id),
		reviews: reviews.filter(({ state }) => state === 'open')
	};
};
