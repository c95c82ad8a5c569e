import { mayWriteRecords, NameMe } from '#modules/records/index.ts';
import { isNamed, nameMe, recordOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { afterIn, doing, keysFor, olderOf, periodIn, recordsCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await recordsCentre(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const after = afterIn(url);
	const subject = { kind: 'member', id: params.member } as const;
	const record = await recordOf(context, centreId, subject, period, after).catch(refusedPage);
	return {
		...{ record, period, periods },
		named: await isNamed(context.db, centreId, params.member),
		mayWrite: mayWriteRecords(context.actor, centreId),
		older: olderOf(record.next, { period }),
		newest: after ? `?period=${period}` : null,
		keys: keysFor('naming', 'review')
	};
};

export const actions: Actions = {
	/** What was signed on paper. */
	naming: doing(NameMe, async (context, data, { params: { centre, member = '' } }, key) => {
		await nameMe(context, { ...data, memberId: member }, key);
		return `/desk/${centre}/records/members/${member}`;
	})
};
