import { nextWords, spoken, stateTones } from '#modules/checkins/index.ts';
import { statusOf } from '#modules/checkins/server.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';

/** How far a check-in has come, for whoever holds the slip: no names, no places. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await centreBySlug(context.db, params.centre).catch(refusedPage);
	const status = await statusOf(context.db, id, params.reference).catch(refusedPage);
	return {
		isOrganisation: status.kind === 'organisation',
		reference: spoken(status.reference),
		state: { label: status.label, tone: stateTones[status.state] ?? 'neutral' },
		next: nextWords[status.state] ?? '',
		days: [
			{ label: '报到', on: status.reportedOn },
			...(status.decidedOn ? [{ label: '答复', on: status.decidedOn }] : []),
			...(status.endedOn && status.endedOn !== status.decidedOn ? [{ label: '结束', on: status.endedOn }] : [])
		]
	};
};
