import { shanghaiDate } from '#modules/deadlines/index.ts';
import { IssueProof, mayWriteRecords, spanOf, yearOf } from '#modules/records/index.ts';
import { issueProof, proofsOf, recordOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { doing, keysFor, recordsCentre } from '../../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id: centreId } = await recordsCentre(context, params.centre);
	const today = shanghaiDate(context.clock());
	const subject = { kind: 'member', id: params.member } as const;
	const record = await recordOf(context, centreId, subject, yearOf(today)).catch(refusedPage);
	return {
		member: record.subject,
		proofs: await proofsOf(context.db, centreId, params.member),
		mayWrite: mayWriteRecords(context.actor, centreId),
		start: { from: spanOf(yearOf(today)).from, to: today },
		keys: keysFor('proof')
	};
};

export const actions: Actions = {
	default: doing(IssueProof, async (context, data, { params: { centre, member = '' } }, key) => {
		const id = await issueProof(context, { ...data, memberId: member }, key);
		return `/desk/${centre}/records/proofs/${id}`;
	})
};
