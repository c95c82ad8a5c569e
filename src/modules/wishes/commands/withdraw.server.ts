import { endDeadline } from '#modules/deadlines/server.ts';
import { withdrawConsent } from '#modules/people/server.ts';
import { PICTURES, PUBLICATION } from '../wish.ts';
import { freeParts } from './parts.server.ts';
import { hidePictures } from './pictures.server.ts';
import { hideThanks } from './thank.server.ts';
import { transition } from './transition.server.ts';

/** The person no longer wants it. Off the wall at once, its pictures too; the claimers' places are given back. */
export const withdrawWish = transition('withdraw', async (work, wish, { reason }) => {
	for (const claim of wish.claims)
		await endDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id: claim.id }, as: 'cancelled' });
	await freeParts(
		work,
		wish,
		wish.claims.map(({ id }) => id)
	);
	await work.db
		.updateTable('wishes.claim')
		.set({ state: 'released', lead: false, released_at: work.clock() })
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('state', '=', 'held')
		.execute();
	await hidePictures(work, wish);
	await hideThanks(work, wish);
	for (const purpose of [PUBLICATION, PICTURES] as const)
		await withdrawConsent(work, { centreId: wish.centreId, personId: wish.personId, purpose, subjectId: wish.id });
	return { set: { on_wall: false, claimed_count: 0 }, note: reason };
});
