import { mayWriteRecords } from '#modules/records/index.ts';
import { recordOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { afterIn, keysFor, olderOf, periodIn, recordsCentre } from '../../records.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await recordsCentre(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const after = afterIn(url);
	const subject = { kind: 'organisation', id: params.organisation } as const;
	const record = await recordOf(context, centreId, subject, period, after).catch(refusedPage);
	return {
		...{ record, period, periods },
		mayWrite: mayWriteRecords(context.actor, centreId),
		older: olderOf(record.next, { period }),
		newest: after ? `?period=${period}` : null,
		keys: keysFor('review')
	};
};
