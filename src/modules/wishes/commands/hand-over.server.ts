import { Conflict } from '#kernel/errors.ts';
import { endDeadline } from '#modules/deadlines/server.ts';
import { mustBeClaimer } from '#modules/directory/server.ts';
import { isAmong } from '../policy.ts';
import { requireRoom } from './claim-limit.server.ts';
import { heldBy, insertClaim, roleFor } from './claim.server.ts';
import { freeParts, takeParts } from './parts.server.ts';
import { transition } from './transition.server.ts';

/** One claimer's place passes to another, with the lead and the parts if they had any; whoever gives it up sees no contact details from now on. */
export const reassignClaim = transition('reassign', async (work, wish, { claimer, to, reason }) => {
	const held = heldBy(wish, claimer);
	if (isAmong(wish.subject.claimers, to)) throw new Conflict('对方已经认领了这个心愿，请改选别人。');
	await mustBeClaimer(work.db, wish.centreId, to);
	await requireRoom(work, wish, to, false);
	const parts = await freeParts(work, wish, [held.id]);
	await work.db
		.updateTable('wishes.claim')
		.set({ state: 'released', lead: false, released_at: work.clock() })
		.where('centre_id', '=', wish.centreId)
		.where('id', '=', held.id)
		.execute();
	await endDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id: held.id }, as: 'cancelled' });
	const claimId = await insertClaim(work, wish, to, { place: held.place, lead: held.lead });
	await takeParts(work, wish, claimId, parts);
	return { data: { claimer, passedTo: to }, note: reason, result: { claimId } };
});

/** Another of the claimers leads from now on. Errors: Missing place. */
export const leadClaim = transition('lead', async (work, wish, { claimer }, roles) => {
	const held = heldBy(wish, claimer);
	const mayChoose = roleFor(work, wish, wish.claims.find(({ lead }) => lead)?.claimer ?? claimer, roles);
	const at = work.db.updateTable('wishes.claim').where('centre_id', '=', wish.centreId);
	await at.set({ lead: false }).where('wish_id', '=', wish.id).where('lead', '=', true).execute();
	await at.set({ lead: true }).where('id', '=', held.id).execute();
	return { data: { claimer }, as: mayChoose };
});
