import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { consentOf, giveConsent } from '#modules/people/server.ts';
import { keepLikeness } from '../duplicates/keep.server.ts';
import { KEEPING, type WishKind } from '../wish.ts';
import type { LockedWish } from './lock.server.ts';
import { recorder, startClock } from './transition.server.ts';

/**
 * The same need as an entry of the other kind, under a new reference: what was verified stays verified, what was shown is
 * carried along, what was published has to be published anew.
 */
export async function copyAs(work: Work, wish: LockedWish, kind: WishKind): Promise<{ id: string; reference: string }> {
	const { centreId, personId } = wish;
	const copied = await insertCopy(work, wish, kind);
	await carryAlong(work, wish, copied.id);
	const kept = await consentOf(work.db, { centreId, personId, purpose: KEEPING, subjectId: wish.id });
	if (kept)
		await giveConsent(work, {
			...{ centreId, personId, purpose: KEEPING, subjectId: copied.id },
			wording: kept.wording,
			way: kept.way
		});
	await startClock(work, { centreId, id: copied.id }, 'verifying');
	await work.record({
		centreId,
		subject: { kind: 'wish', id: copied.id },
		action: 'wish.converted',
		as: 'clerk',
		channel: 'online',
		data: { origin: wish.id, reference: wish.reference, kind, to: 'verifying' }
	});
	return copied;
}

/** A reference is drawn until it is a new one, as when a wish is collected. */
async function insertCopy(work: Work, wish: LockedWish, kind: WishKind) {
	const id = newId();
	for (;;) {
		const reference = newReference();
		const { rows } = await sql<{ told_sealed: Buffer }>`
			insert into wishes.wish (centre_id, id, reference, kind, state, category, channel, community_id, grid_id, person_id,
				beneficiary_kind, told_sealed, likeness_kept, contact_way, title, public_text, alias, budget_fen, collected_on, created_at, handler_id)
			select centre_id, ${id}, ${reference}, ${kind}, 'verifying', category, channel, community_id, grid_id, person_id,
				beneficiary_kind, told_sealed, true, contact_way, title, public_text, alias, budget_fen, ${shanghaiDate(work.clock())},
				${work.clock()}, ${recorder(work)}
			from wishes.wish where centre_id = ${wish.centreId} and id = ${wish.id}
			on conflict (centre_id, reference) do nothing returning told_sealed`.execute(work.db);
		if (!rows[0]) continue;
		await keepLikeness(work, { centreId: wish.centreId, wishId: id, told: open(rows[0].told_sealed) });
		return { id, reference };
	}
}

async function carryAlong({ db }: Work, { centreId, id: from }: LockedWish, into: string): Promise<void> {
	const verified = await db
		.selectFrom('wishes.verification')
		.select(['method', 'result', 'recorded_by', 'verified_on'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', from)
		.orderBy('id')
		.execute();
	if (verified.length > 0)
		await db
			.insertInto('wishes.verification')
			.values(verified.map((one) => ({ ...one, centre_id: centreId, id: newId(), wish_id: into })))
			.execute();
	await sql`
		insert into wishes.wish_picture (centre_id, wish_id, picture_id, stage, description, position)
		select centre_id, ${into}, picture_id, stage, description, position from wishes.wish_picture
		where centre_id = ${centreId} and wish_id = ${from} and stage = 'told'`.execute(db);
}
