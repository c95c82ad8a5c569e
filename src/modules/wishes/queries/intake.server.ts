import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { accountOf } from '#kernel/actor.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { accountNames } from '#modules/identity/server.ts';
import {
	capacities,
	consentWays,
	relationships,
	type Capacity,
	type ConsentWay,
	type Relationship
} from '../intake.ts';
import { maySeeAll } from '../policy.ts';
import type { WishState } from '../lifecycle.ts';

/** How a wish came in, in words, for staff; none for wishes of the time before it was written down. */
export interface IntakeView {
	enteredBy: string | null;
	capacity: string;
	/** What somebody who spoke for the person is to them. */
	spokenForBy: string | null;
	consentWay: string;
	building: string | null;
	calledAt: Date | null;
	paperSerial: string | null;
}

export async function intakeOf(db: Db, centreId: string, wishId: string): Promise<IntakeView | null> {
	const row = await db
		.selectFrom('wishes.intake as i')
		.leftJoin('directory.building as b', (join) =>
			join.onRef('b.centre_id', '=', 'i.centre_id').onRef('b.id', '=', 'i.building_id')
		)
		.selectAll('i')
		.select('b.name as building_name')
		.where('i.centre_id', '=', centreId)
		.where('i.wish_id', '=', wishId)
		.executeTakeFirst();
	if (!row) return null;
	const isStaff = row.capacity !== 'self' && row.capacity !== 'relative';
	const names = isStaff && row.entered_by ? await accountNames(db, [row.entered_by]) : undefined;
	return {
		enteredBy: names?.get(row.entered_by ?? '') ?? null,
		capacity: capacities[row.capacity as Capacity],
		spokenForBy: row.relationship && relationships[row.relationship as Relationship],
		consentWay: consentWays[row.consent_way as ConsentWay],
		building: row.building_name,
		calledAt: row.called_at,
		paperSerial: row.paper_serial
	};
}

/** The wish a printed sheet has become. */
export const sheetOf = (
	db: Db,
	centreId: string,
	serial: string
): Promise<{ id: string; reference: string } | undefined> =>
	db
		.selectFrom('wishes.intake as i')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'i.centre_id').onRef('w.id', '=', 'i.wish_id')
		)
		.select(['w.id', 'w.reference'])
		.where('i.centre_id', '=', centreId)
		.where('i.paper_serial', '=', serial)
		.executeTakeFirst();

/** Nothing personal: what is read aloud, or printed and taken home, when a wish was taken down. */
export interface Receipt {
	id: string;
	reference: string;
	state: WishState;
	collectedOn: string;
	categoryName: string;
	dueOn: string | null;
}

/** Of one wish, for staff and for whoever entered it. Errors: Missing for everybody else. */
export async function receiptOf(context: Context, centreId: string, wishId: string): Promise<Receipt> {
	const row = isId(wishId)
		? await receipts(context, centreId)
				.where('w.id', '=', wishId)
				.where((where) =>
					maySeeAll(context.actor, centreId) ? where.lit(true) : where('i.entered_by', '=', accountOf(context.actor))
				)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing('没有这个心愿，或者它已经撤下。');
	const deadlines = await deadlinesOf(context.db, centreId, [row.id], shanghaiDate(context.clock()));
	return { ...receiptIn(row), dueOn: row.state === 'collected' ? (deadlines.get(row.id)?.dueOn ?? null) : null };
}

const MOST = 50;

/** What the actor took down for others, the newest first, at most fifty. */
export async function enteredWishes(context: Context, centreId: string): Promise<Omit<Receipt, 'dueOn'>[]> {
	const accountId = accountOf(context.actor);
	if (accountId === null) return [];
	const rows = await receipts(context, centreId)
		.where('i.entered_by', '=', accountId)
		.where('i.capacity', 'not in', ['self', 'relative'])
		.orderBy('w.created_at', 'desc')
		.orderBy('w.id', 'desc')
		.limit(MOST)
		.execute();
	return rows.map(receiptIn);
}

const receipts = ({ db }: Context, centreId: string) =>
	db
		.selectFrom('wishes.wish as w')
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.leftJoin('wishes.intake as i', (join) =>
			join.onRef('i.centre_id', '=', 'w.centre_id').onRef('i.wish_id', '=', 'w.id')
		)
		.select(['w.id', 'w.reference', 'w.state', 'w.collected_on', 'c.name as category_name'])
		.where('w.centre_id', '=', centreId);

const receiptIn = (row: {
	id: string;
	reference: string;
	state: string;
	collected_on: string;
	category_name: string;
}) => ({
	id: row.id,
	reference: row.reference,
	state: row.state as WishState,
	collectedOn: row.collected_on,
	categoryName: row.category_name
});
