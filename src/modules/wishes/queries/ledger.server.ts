import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { accountNames } from '#modules/identity/server.ts';
import type { LedgerFilter, LedgerRow, LedgerTotals } from '../ledger.ts';
import { mayExportLedger } from '../policy.ts';
import { behind, cursorAt, cursorIn, orderOf } from './ledger-order.server.ts';

export const LEDGER_PAGE = 100;

/**
 * A page of the ledger in the order that is asked for, and where the next one begins (`after`; null on the last).
 * Errors: Missing for whoever may not see it.
 */
export async function ledgerPage(
	context: Context,
	centreId: string,
	filter: LedgerFilter,
	after?: string | null,
	size = LEDGER_PAGE
): Promise<{ rows: LedgerRow[]; next: string | null }> {
	requireMay(context, centreId);
	const order = orderOf(filter.order);
	const cursor = cursorIn(after, order);
	const found = await rowsFrom(
		context.db,
		sql`select w.*, (${order.key})::text as order_key from wishes.wish as w
			where ${chosen(centreId, filter)} and ${cursor ? behind(order, cursor) : sql`true`}
			order by ${order.key} ${order.direction}, w.id ${order.direction} limit ${size + 1}`,
		sql`(${order.key}) ${order.direction}, w.id ${order.direction}`
	);
	const first = (cursor?.number ?? 0) + 1;
	const shown = found.slice(0, size);
	const last = shown.at(-1);
	return {
		rows: await named(context.db, shown, first),
		next:
			found.length > size && last
				? cursorAt(order, { key: last.orderKey, id: last.id, number: first + shown.length - 1 })
				: null
	};
}

/** Lines by their references, and by the identities under which they were imported. The caller has checked. */
export async function ledgerRowsBy(
	db: Db,
	centreId: string,
	{ references, identities }: { references: readonly string[]; identities: readonly string[] }
): Promise<KnownLines> {
	if (references.length + identities.length === 0) return { byReference: new Map(), byIdentity: new Map() };
	const found = await rowsFrom(
		db,
		// two ways to find a wish, each by its own index
		sql`select w.*, '' as order_key from wishes.wish as w where w.centre_id = ${centreId} and w.id in (
			select id from wishes.wish where centre_id = ${centreId} and reference = any(${references}::text[])
			union all
			select wish_id from wishes.imported where centre_id = ${centreId}
				and identity = any(array(select decode(one, 'hex') from unnest(${identities}::text[]) as one))
		)`,
		sql`w.id`
	);
	const lines = (await named(db, found, 1)).map((row, at) => ({ row, claimerIds: found[at]?.claimerIds ?? [] }));
	return {
		byReference: new Map(lines.map((line) => [line.row.reference, line])),
		byIdentity: new Map(lines.flatMap((line, at) => (found[at]?.identity ? [[found[at].identity, line] as const] : [])))
	};
}

/** A line of the ledger, with the ids of its claimers in the same order. */
export interface KnownLine {
	row: LedgerRow;
	claimerIds: readonly string[];
}
export type KnownLines = Record<'byReference' | 'byIdentity', ReadonlyMap<string, KnownLine>>;

/** The lines of some wishes, with everything that hangs on them. */
async function rowsFrom(db: Db, wishes: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<Found[]> {
	const { rows } = await sql<Found>`
		select w.id, w.reference, w.kind, c.name as "categoryName", w.channel, m.name as "communityName", g.name as "gridName",
			w.beneficiary_kind as "beneficiaryKind", w.title, w.budget_fen as "budgetFen", w.collected_on as "collectedOn",
			coalesce(v.verified_on, i.verified_on) as "verifiedOn", w.published_on as "publishedOn", k.claimers, k."claimerIds",
			k.claimed_on as "claimedOn", k.contacted_on as "contactedOn", w.state, p.note as progress,
			x.actual_fen as "actualFen", w.completed_on as "completedOn", w.rating, f.pictures, i.evidence,
			i.handler as "ownHandler", w.handler_id as "handlerId", encode(i.identity, 'hex') as identity,
			w.order_key as "orderKey"
		from (${wishes}) as w
		join wishes.category as c on c.centre_id = w.centre_id and c.code = w.category
		join directory.community as m on m.centre_id = w.centre_id and m.id = w.community_id
		left join directory.grid as g on g.centre_id = w.centre_id and g.id = w.grid_id
		left join wishes.imported as i on i.centre_id = w.centre_id and i.wish_id = w.id
		left join lateral (
			select max(verified_on) as verified_on from wishes.verification
			where centre_id = w.centre_id and wish_id = w.id
		) as v on true
		left join lateral (
			select coalesce(array_agg(coalesce(member.alias, organisation.name) order by k.lead desc, k.place), '{}') as claimers,
				coalesce(array_agg(coalesce(k.member_id, k.organisation_id) order by k.lead desc, k.place), '{}') as "claimerIds",
				min(k.claimed_at at time zone 'Asia/Shanghai')::date as claimed_on, min(k.contacted_on) as contacted_on
			from wishes.claim as k
			left join directory.member on member.centre_id = k.centre_id and member.id = k.member_id
			left join directory.organisation on organisation.centre_id = k.centre_id and organisation.id = k.organisation_id
			where k.centre_id = w.centre_id and k.wish_id = w.id and k.state = 'held'
		) as k on true
		left join lateral (
			select note from wishes.progress where centre_id = w.centre_id and wish_id = w.id order by id desc limit 1
		) as p on true
		left join lateral (
			select sum(amount_fen)::bigint as actual_fen from wishes.cost where centre_id = w.centre_id and wish_id = w.id
		) as x on true
		left join lateral (
			select count(*) as pictures from wishes.wish_picture where centre_id = w.centre_id and wish_id = w.id
		) as f on true
		order by ${order}`.execute(db);
	return rows;
}

/** The lines, counted through from `first`, with the names of who handled them. */
async function named(db: Db, found: readonly Found[], first: number): Promise<LedgerRow[]> {
	const names = await accountNames(db, [...new Set(found.flatMap(({ handlerId }) => handlerId ?? []))]);
	return found.map(({ handlerId, ownHandler, identity: _, orderKey: __, claimerIds: ___, ...row }, at) => ({
		...row,
		number: first + at,
		handler: (handlerId === null ? undefined : names.get(handlerId)) ?? ownHandler
	}));
}

/** The last line of the ledger. Errors: Missing. */
export async function ledgerTotals(context: Context, centreId: string, filter: LedgerFilter): Promise<LedgerTotals> {
	requireMay(context, centreId);
	const { rows } = await sql<LedgerTotals>`
		select count(*) as count, coalesce(sum(w.budget_fen), 0)::bigint as "budgetFen",
			coalesce(sum((
				select sum(amount_fen) from wishes.cost where centre_id = w.centre_id and wish_id = w.id
			)), 0)::bigint as "actualFen"
		from wishes.wish as w where ${chosen(centreId, filter)}`.execute(context.db);
	return rows[0] ?? { count: 0, budgetFen: 0, actualFen: 0 };
}

/** The years of which there are lines, newest first. Errors: Missing. */
export async function ledgerYears(context: Context, centreId: string, today: string): Promise<number[]> {
	requireMay(context, centreId);
	const first = await context.db
		.selectFrom('wishes.wish')
		.select('collected_on')
		.where('centre_id', '=', centreId)
		.orderBy('collected_on')
		.limit(1)
		.executeTakeFirst();
	const [newest, oldest] = [Number(today.slice(0, 4)), Number((first?.collected_on ?? today).slice(0, 4))];
	return Array.from({ length: Math.max(1, newest - oldest + 1) }, (_, ago) => newest - ago);
}

type Found = Omit<LedgerRow, 'number' | 'handler'> & {
	handlerId: string | null;
	ownHandler: string | null;
	claimerIds: string[];
	identity: string | null;
	orderKey: string;
};

function requireMay({ actor }: Context, centreId: string): void {
	if (!mayExportLedger(actor, centreId)) throw new Missing('没有这个页面。');
}

function chosen(centreId: string, filter: LedgerFilter) {
	const { year, kind, state, category, communityId, channel, q } = filter;
	const conditions = [
		sql`w.centre_id = ${centreId}`,
		...(year === null ? [] : [sql`w.collected_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`]),
		...(kind ? [sql`w.kind = ${kind}`] : []),
		...(state ? [sql`w.state = ${state}`] : []),
		...(category ? [sql`w.category = ${category}`] : []),
		...(communityId ? [sql`w.community_id = ${communityId}`] : []),
		...(channel ? [sql`w.channel = ${channel}`] : []),
		...(q ? [sql`(w.reference = ${referenceIn(q)} or w.title ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`})`] : [])
	];
	return sql.join(conditions, sql` and `);
}

const referenceIn = (q: string): string => q.normalize('NFKC').replace(/\s/g, '').toUpperCase();
