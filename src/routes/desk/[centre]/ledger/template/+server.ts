import { ledgerTemplate } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import { workbookAnswer } from '../workbook-answer.ts';
import type { RequestHandler } from './$types';

/** An empty ledger to be filled in and brought back. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const pieces = await ledgerTemplate(context, id).catch(refusedPage);
	return workbookAnswer(pieces, { plain: 'ledger-template.xlsx', title: '双微台账导入模板.xlsx' });
};
