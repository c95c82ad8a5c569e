import { shanghaiDate } from '#modules/deadlines/index.ts';
import { IssueProof, spanOf, yearOf } from '#modules/records/index.ts';
import { issueProof, proofsOf } from '#modules/records/server.ts';
import type { Actions, PageServerLoad } from './$types';
import { doing, keysFor, ownMember } from '../own.server.ts';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, memberId } = await ownMember(context, params.centre);
	const today = shanghaiDate(context.clock());
	return {
		proofs: await proofsOf(context.db, centre.id, memberId),
		start: { from: spanOf(yearOf(today)).from, to: today },
		keys: keysFor('proof')
	};
};

export const actions: Actions = {
	default: doing(IssueProof, async (context, data, { params: { centre } }, key) => {
		const { memberId } = await ownMember(context, centre);
		return `/my/${centre}/record/proofs/${await issueProof(context, { ...data, memberId }, key)}`;
	})
};
