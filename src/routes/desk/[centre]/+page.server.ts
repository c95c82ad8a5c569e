import { mayShowThanks } from '#modules/wishes/index.ts';
import { uncheckedOpenings } from '#modules/people/server.ts';
import { lateCounts, mostUrgent, proposalCount, waitingThanksCount } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals: { context } }) => {
	const { centre, may } = await parent();
	const asOf = context.clock();
	const unusual = may.review ? await uncheckedOpenings(context, centre.id).catch(refusedPage) : 0;
	if (!may.seeWishes) return { asOf, late: [], urgent: [], proposals: 0, unusual, thanks: 0 };
	const [late, urgent, proposals] = await Promise.all([
		lateCounts(context, centre.id),
		mostUrgent(context, centre.id),
		proposalCount(context, centre.id)
	]).catch(refusedPage);
	const thanks = mayShowThanks(context.actor, centre.id) ? await waitingThanksCount(context, centre.id) : 0;
	return { asOf, late, urgent, proposals, unusual, thanks };
};
