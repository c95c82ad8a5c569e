import type { Db, Transaction } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { WishState } from '../lifecycle.ts';
import type { WishSubject } from '../policy.ts';
import type { Claimer, WishKind } from '../wish.ts';

/** A wish that this transaction alone may change until it ends. */
export interface LockedWish {
	centreId: string;
	id: string;
	reference: string;
	personId: string;
	kind: WishKind;
	title: string | null;
	places: number;
	claims: { id: string; claimer: Claimer; place: number; lead: boolean }[];
	subject: WishSubject;
}

/**
 * Locks the row of the wish: the one lock of this module, taken first. The claims are read by a statement of their own,
 * which sees what the previous holder of the lock has committed. Errors: Missing.
 */
export async function lockWish(db: Transaction, centreId: string, id: string): Promise<LockedWish> {
	if (!isId(id)) throw new Missing(NO_WISH);
	const row = await db
		.selectFrom('wishes.wish as w')
		.innerJoin('people.person as p', (join) =>
			join.onRef('p.centre_id', '=', 'w.centre_id').onRef('p.id', '=', 'w.person_id')
		)
		.select(['reference', 'kind', 'state', 'w.grid_id', 'person_id', 'title', 'places', 'on_wall', 'account_id'])
		.where('w.centre_id', '=', centreId)
		.where('w.id', '=', id)
		.forUpdate('w')
		.executeTakeFirst();
	if (!row) throw new Missing(NO_WISH);
	const claims = await heldClaims(db, centreId, id);
	return {
		centreId,
		id,
		reference: row.reference,
		personId: row.person_id,
		kind: row.kind as WishKind,
		title: row.title,
		places: row.places,
		claims,
		subject: {
			centreId,
			kind: row.kind as WishKind,
			state: row.state as WishState,
			gridId: row.grid_id,
			beneficiaryAccountId: row.account_id,
			claimers: claims.map(({ claimer }) => claimer),
			onWall: row.on_wall
		}
	};
}

const NO_WISH = '没有这个心愿，或者它已经撤下。';

/** Who holds a place, in the order in which they came. */
export async function heldClaims(db: Db, centreId: string, wishId: string): Promise<LockedWish['claims']> {
	const rows = await db
		.selectFrom('wishes.claim')
		.select(['id', 'claimer_kind', 'member_id', 'organisation_id', 'place', 'lead'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.where('state', '=', 'held')
		.orderBy('claimed_at')
		.orderBy('place')
		.execute();
	return rows.map((row) => ({ id: row.id, claimer: claimerOf(row), place: row.place, lead: row.lead }));
}

export const claimerOf = (row: { member_id: string | null; organisation_id: string | null }): Claimer =>
	row.member_id ? { kind: 'member', id: row.member_id } : { kind: 'organisation', id: row.organisation_id as string };
