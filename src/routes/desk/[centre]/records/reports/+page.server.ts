import { shanghaiDate } from '#modules/deadlines/index.ts';
import {
	DraftReports,
	mayWriteRecords,
	periodsAt,
	quarterBefore,
	quarterOf,
	reportStates
} from '#modules/records/index.ts';
import { draftReports, reportsIn } from '#modules/records/server.ts';
import { afterIn, doing, keysFor, olderOf, recordsCentre } from '../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	const state = reportStates.find((one) => one === url.searchParams.get('state'));
	const { reports, next } = await reportsIn(context, id, { state, after: afterIn(url) });
	const today = shanghaiDate(context.clock());
	const last = quarterBefore(quarterOf(today));
	const earlier = [last, quarterBefore(last), quarterBefore(quarterBefore(last))];
	return {
		state: state ?? '',
		reports,
		older: olderOf(next, state ? { state } : {}),
		quarters: [...new Set([...earlier, ...periodsAt(today).filter((one) => one.includes('Q') && one <= last)])],
		mayWrite: mayWriteRecords(context.actor, id),
		drafted: url.searchParams.get('drafted'),
		keys: keysFor('draft')
	};
};

export const actions: Actions = {
	default: doing(DraftReports, async (context, data, { params: { centre } }, key) => {
		const drafted = await draftReports(context, data, key);
		return `/desk/${centre}/records/reports?drafted=${drafted}`;
	})
};
