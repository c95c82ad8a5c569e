import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mayWriteRecords, WriteCard } from '#modules/records/index.ts';
import { recordOf, remarksOf, writeCard } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { doing, keysFor, periodIn, recordsCentre } from '../../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await recordsCentre(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const subject = { kind: 'member', id: params.member } as const;
	return {
		...{ period, periods, today: shanghaiDate(context.clock()) },
		record: await recordOf(context, centreId, subject, period).catch(refusedPage),
		card: await remarksOf(context.db, centreId, params.member, period),
		mayWrite: mayWriteRecords(context.actor, centreId),
		done: url.searchParams.has('done'),
		keys: keysFor('card')
	};
};

export const actions: Actions = {
	default: doing(WriteCard, async (context, data, { params: { centre, member = '' } }, key) => {
		await writeCard(context, { ...data, memberId: member }, key);
		return `/desk/${centre}/records/members/${member}/card?period=${data.period}&done`;
	})
};
