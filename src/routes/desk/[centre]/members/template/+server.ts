import { membersTemplate } from '#modules/people/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { workbookAnswer } from '../../ledger/workbook-answer.ts';
import { keptCentre } from '../../office.server.ts';
import type { RequestHandler } from './$types';

/** An empty roster to be filled in and brought back. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const pieces = await membersTemplate(context, id).catch(refusedPage);
	return workbookAnswer(pieces, { plain: 'members-template.xlsx', title: '党员名册导入模板.xlsx' });
};
