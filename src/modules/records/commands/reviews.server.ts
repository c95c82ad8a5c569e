import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { seal } from '#kernel/secrets.ts';
import { DecideReview, ReopenReview, WriteOpinion } from '../forms.ts';
import { reviewLifecycle, type ReviewAction } from '../lifecycle.ts';
import { lockReview, type LockedReview } from './lock-review.server.ts';
import { keepClock, tell } from './step.server.ts';

const Place = z.object({ centreId: z.uuid(), reviewId: z.uuid() });

/** Words of one of the three who may say something; said anew they replace what was there. */
const opinion = (action: ReviewAction, column: OpinionColumn, fact: string) =>
	command(`records.${action}`, WriteOpinion.extend(Place.shape), async (work, input) => {
		const review = await lockReview(work, input, action);
		await set(work, review, { [column]: seal(input.words) });
		await told(work, review, fact);
		return review.to;
	});

/** Tells `yearReview.selfNoted`. Errors of all of these: Missing, Refused, Conflict. */
export const writeSelfNote = opinion('selfNote', 'self_note_sealed', 'yearReview.selfNoted');
/** Tells `yearReview.communityHeard`. */
export const writeCommunityOpinion = opinion(
	'communityOpinion',
	'community_opinion_sealed',
	'yearReview.communityHeard'
);
/** Tells `yearReview.unitHeard`. */
export const writeUnitOpinion = opinion('unitOpinion', 'unit_opinion_sealed', 'yearReview.unitHeard');

/** Sets the level. Tells `yearReview.decided`. Conflict also while the community has said nothing. */
export const decideReview = command('records.decideReview', DecideReview.extend(Place.shape), async (work, input) => {
	const review = await lockReview(work, input, 'decide');
	if (!review.hasOpinion) throw new Conflict('还没有社区的意见，不能评定。请先写社区意见。');
	const { level } = input;
	await set(work, review, {
		state: review.to,
		level,
		decided_at: work.clock(),
		decided_by: accountOf(work.actor)
	});
	await clocked(work, review);
	await told(work, review, 'yearReview.decided', { level });
	return review.to;
});

/** Tells `yearReview.reopened`. */
export const reopenReview = command('records.reopenReview', ReopenReview.extend(Place.shape), async (work, input) => {
	const review = await lockReview(work, input, 'reopen');
	await set(work, review, { state: review.to, level: null, decided_at: null, decided_by: null });
	await clocked(work, review);
	await told(work, review, 'yearReview.reopened', {}, input.reason);
	return review.to;
});

type OpinionColumn = 'self_note_sealed' | 'community_opinion_sealed' | 'unit_opinion_sealed';
type Columns = Partial<Record<OpinionColumn, Buffer>> & {
	state?: string;
	level?: string | null;
	decided_at?: Date | null;
	decided_by?: string | null;
};

const set = (work: Work, { centreId, id }: LockedReview, columns: Columns) =>
	work.db.updateTable('records.review').set(columns).where('centre_id', '=', centreId).where('id', '=', id).execute();

const clocked = (work: Work, { centreId, id, to }: LockedReview) =>
	keepClock(work, reviewLifecycle, { centreId, subject: { kind: 'yearReview', id }, to });

const told = (
	work: Work,
	{ centreId, id, year, as }: LockedReview,
	action: string,
	data: Record<string, unknown> = {},
	note?: string
) => tell(work, { centreId, subject: { kind: 'yearReview', id }, action, as, data: { year, ...data }, note });
