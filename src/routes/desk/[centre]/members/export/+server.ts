import { shanghaiDate } from '#modules/deadlines/index.ts';
import { membersFile } from '#modules/people/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { workbookAnswer } from '../../ledger/workbook-answer.ts';
import { keptCentre } from '../../office.server.ts';
import { askedIn, filterOf } from '../filter.server.ts';
import type { RequestHandler } from './$types';

/** The roster that the page shows under the same filter, all its pages, as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { context } }) => {
	const { id, name, slug } = await keptCentre(context, params.centre);
	const pieces = await membersFile(context, id, filterOf(id, askedIn(url.searchParams))).catch(refusedPage);
	const today = shanghaiDate(context.clock());
	return workbookAnswer(pieces, { plain: `members-${slug}-${today}.xlsx`, title: `${name}党员名册${today}.xlsx` });
};
