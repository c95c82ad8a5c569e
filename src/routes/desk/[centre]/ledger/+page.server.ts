import { shanghaiDate } from '#modules/deadlines/index.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { ledgerFilterIn } from '#modules/wishes/index.ts';
import { categoriesOf, ledgerPage, ledgerTotals, ledgerYears } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../desk.server.ts';
import type { PageServerLoad } from './$types';

/** To be printed in one go; more than that is for a spreadsheet. */
const MOST_LISTED = 2000;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const asOf = context.clock();
	const today = shanghaiDate(asOf);
	const filter = ledgerFilterIn(url.searchParams, today);
	const [after, all] = [url.searchParams.get('after'), url.searchParams.has('all')];
	const [page, totals, years] = await Promise.all([
		ledgerPage(context, id, filter, after, all ? MOST_LISTED : undefined),
		ledgerTotals(context, id, filter),
		ledgerYears(context, id, today)
	]).catch(refusedPage);
	const [categories, communities] = await Promise.all([categoriesOf(context.db, id), communitiesOf(context.db, id)]);
	return { asOf, filter, ...page, totals, years, categories, communities, isFirst: after === null, all };
};
