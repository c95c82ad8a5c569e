import { z } from 'zod';
import { AcknowledgeReport, RemarkReport } from '#modules/records/index.ts';
import { acknowledgeReport, remarkReport, reportById, sendReport } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { doing, keysFor, recordsCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	return {
		report: await reportById(context, id, params.report).catch(refusedPage),
		done: url.searchParams.get('done'),
		keys: keysFor('remark', 'send', 'acknowledge')
	};
};

const at = (centre: string, id: string, done: string) => `/desk/${centre}/records/reports/${id}?done=${done}`;

export const actions: Actions = {
	remark: doing(RemarkReport, async (context, data, { params: { centre, report = '' } }, key) => {
		await remarkReport(context, { ...data, reportId: report }, key);
		return at(centre, report, 'remarked');
	}),
	send: doing(z.object({}), async (context, { centreId }, { params: { centre, report = '' } }, key) => {
		await sendReport(context, { centreId, reportId: report }, key);
		return at(centre, report, 'sent');
	}),
	/** The unit said so by phone, or on paper. */
	acknowledge: doing(AcknowledgeReport, async (context, data, { params: { centre, report = '' } }, key) => {
		await acknowledgeReport(context, { ...data, reportId: report }, key);
		return at(centre, report, 'acknowledged');
	})
};
