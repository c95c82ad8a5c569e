import { checkInTemplate } from '#modules/checkins/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../../desk.server.ts';
import { workbookAnswer } from '../../../ledger/workbook-answer.ts';
import type { RequestHandler } from './$types';

/** An empty list to be filled in and brought back. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const pieces = await checkInTemplate(context, id).catch(refusedPage);
	return workbookAnswer(pieces, { plain: 'check-ins-template.xlsx', title: '党员报到导入模板.xlsx' });
};
