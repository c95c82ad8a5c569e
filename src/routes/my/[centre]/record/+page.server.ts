import { isNamed, ownReviews, proofsOf, recordOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';
import { ownMember, pagesIn, periodIn } from './own.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre, memberId } = await ownMember(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const { after, newest, olderOf } = pagesIn(url, period);
	const subject = { kind: 'member', id: memberId } as const;
	const record = await recordOf(context, centre.id, subject, period, after).catch(refusedPage);
	const reviews = await ownReviews(context, centre.id);
	return {
		...{ record, period, periods, newest },
		older: olderOf(record.next),
		proofs: await proofsOf(context.db, centre.id, memberId),
		reviews: reviews.filter((review) => review.subject.id === memberId),
		named: await isNamed(context.db, centre.id, memberId)
	};
};
