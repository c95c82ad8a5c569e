import { recordOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';
import { ownUnits, pagesIn, periodIn } from '../../../record/own.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre } = await ownUnits(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const { after, newest, olderOf } = pagesIn(url, period);
	const subject = { kind: 'organisation', id: params.organisation } as const;
	const record = await recordOf(context, centre.id, subject, period, after).catch(refusedPage);
	return { record, period, periods, newest, older: olderOf(record.next) };
};
