import { shanghaiDate } from '#modules/deadlines/index.ts';
import { partyFile } from '#modules/people/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { workbookAnswer } from '../../ledger/workbook-answer.ts';
import { keptCentre } from '../../office.server.ts';
import type { RequestHandler } from './$types';

/** The tree as a table. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
	const { id, name, slug } = await keptCentre(context, params.centre);
	const pieces = await partyFile(context, id).catch(refusedPage);
	const today = shanghaiDate(context.clock());
	return workbookAnswer(pieces, { plain: `party-${slug}-${today}.xlsx`, title: `${name}党组织${today}.xlsx` });
};
