import { AcknowledgeReport } from '#modules/records/index.ts';
import { acknowledgeReport, reportById } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { doing, keysFor, ownUnits } from '../../record/own.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre } = await ownUnits(context, params.centre);
	return {
		report: await reportById(context, centre.id, params.report).catch(refusedPage),
		centreName: centre.name,
		done: url.searchParams.has('done'),
		keys: keysFor('acknowledge')
	};
};

export const actions: Actions = {
	default: doing(AcknowledgeReport, async (context, data, { params: { centre, report = '' } }, key) => {
		await ownUnits(context, centre);
		await acknowledgeReport(context, { ...data, reportId: report }, key);
		return `/my/${centre}/feedback/${report}?done`;
	})
};
