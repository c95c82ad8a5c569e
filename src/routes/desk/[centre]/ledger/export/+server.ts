import { shanghaiDate } from '#modules/deadlines/index.ts';
import { ledgerFilterIn } from '#modules/wishes/index.ts';
import { ledgerFile } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import { workbookAnswer } from '../workbook-answer.ts';
import type { RequestHandler } from './$types';

/** The ledger that the page shows under the same filter, all its pages, as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { context } }) => {
	const { id, name, slug } = await deskOf(context, params.centre);
	const today = shanghaiDate(context.clock());
	const pieces = await ledgerFile(context, id, ledgerFilterIn(url.searchParams, today)).catch(refusedPage);
	return workbookAnswer(pieces, { plain: `ledger-${slug}-${today}.xlsx`, title: `${name}双微台账${today}.xlsx` });
};
