import type { Actor } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { reviewLifecycle, type RecordRole, type ReviewAction, type ReviewState } from '../lifecycle.ts';
import { isRepresentative, maySeeRecords, rolesOn } from '../policy.ts';
import { taken } from './step.server.ts';

export const NO_REVIEW = '没有这份年度评议。';

/** Whom it is about, with the home unit of a member. */
export interface ReviewSubject {
	centreId: string;
	memberId: string | null;
	organisationId: string | null;
	unitId: string | null;
}

/** An organisation speaks for itself through its representatives; there is no unit above it. */
export function rolesOnReview(
	actor: Actor,
	{ centreId, memberId, organisationId, unitId }: ReviewSubject
): RecordRole[] {
	if (organisationId === null) return rolesOn(actor, { centreId, memberId, organisationId: unitId });
	const own: RecordRole[] = isRepresentative(actor, centreId, organisationId) ? ['member'] : [];
	return [...own, ...rolesOn(actor, { centreId })];
}

/** A review of a step, locked and authorised. Errors: Missing, Refused, Conflict. */
export async function lockReview(
	work: Work,
	{ centreId, reviewId }: { centreId: string; reviewId: string },
	action: ReviewAction
) {
	const row = await work.db
		.selectFrom('records.review as r')
		.leftJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'r.centre_id').onRef('m.id', '=', 'r.member_id')
		)
		.select(['r.id', 'r.year', 'r.state', 'r.member_id as memberId', 'r.organisation_id as organisationId'])
		.select(['m.organisation_id as unitId', 'r.community_opinion_sealed as opinion'])
		.where('r.centre_id', '=', centreId)
		.where('r.id', '=', reviewId)
		.forUpdate('r')
		.executeTakeFirst();
	const roles = row ? rolesOnReview(work.actor, { centreId, ...row }) : [];
	if (!row || (roles.length === 0 && !maySeeRecords(work.actor, centreId))) throw new Missing(NO_REVIEW);
	const { to, as } = taken(reviewLifecycle, row.state as ReviewState, action, roles);
	return { centreId, id: row.id, year: row.year, hasOpinion: row.opinion !== null, to, as };
}

export type LockedReview = Awaited<ReturnType<typeof lockReview>>;
