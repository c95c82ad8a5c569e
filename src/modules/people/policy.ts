import { holds, type Actor } from '#kernel/actor.ts';
import { mayAudit } from '#modules/directory/index.ts';

/** Whoever leads or audits a centre sees which openings of contact details stand out, and says what came of them. */
export const mayReviewOpenings = (actor: Actor, centreId: string): boolean =>
	mayAudit(actor, centreId) || holds(actor, centreId, 'leader');
