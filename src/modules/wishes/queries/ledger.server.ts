import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { accountNames } from '#modules/identity/server.ts';
import type { LedgerFilter, LedgerRow, LedgerTotals } from '../ledger.ts';
import { mayExportLedger } from '../policy.ts';
import { cursorIn } from './cursor.ts';

export const LEDGER_PAGE = 100;

/**
 * A page of the ledger in the order of collection, and where the next one begins (`after`; null on the last).
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
	const cursor = cursorOf(after);
	const found = await sql<Found>`
		select w.id, w.reference, w.kind, c.name as "categoryName", w.channel, m.name as "communityName", g.name as "gridName",
			w.beneficiary_kind as "beneficiaryKind", w.title, w.budget_fen as "budgetFen", w.collected_on as "collectedOn",
			v.verified_on as "verifiedOn", w.published_on as "publishedOn", k.claimers, k.claimed_on as "claimedOn",
			k.contacted_on as "contactedOn", w.state, p.note as progress, x.actual_fen as "actualFen",
			w.completed_on as "completedOn", w.rating, f.pictures, w.handler_id
		from (
			select * from wishes.wish as w where ${chosen(centreId, filter)}
				and ${cursor ? sql`(w.collected_on, w.id) > (${cursor.day}::date, ${cursor.id}::uuid)` : sql`true`}
			order by w.collected_on, w.id limit ${size + 1}
		) as w
		join wishes.category as c on c.centre_id = w.centre_id and c.code = w.category
		join directory.community as m on m.centre_id = w.centre_id and m.id = w.community_id
		left join directory.grid as g on g.centre_id = w.centre_id and g.id = w.grid_id
		left join lateral (
			select max(verified_on) as verified_on from wishes.verification
			where centre_id = w.centre_id and wish_id = w.id
		) as v on true
		left join lateral (
			select coalesce(array_agg(coalesce(member.alias, organisation.name) order by k.lead desc, k.place), '{}') as claimers,
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
		order by w.collected_on, w.id`.execute(context.db);
	const shown = found.rows.slice(0, size);
	const first = (cursor?.number ?? 0) + 1;
	const names = await accountNames(context.db, [...new Set(shown.flatMap(({ handler_id }) => handler_id ?? []))]);
	const rows = shown.map(({ handler_id, ...row }, at) => ({
		...row,
		number: first + at,
		handler: handler_id === null ? null : (names.get(handler_id) ?? null)
	}));
	const last = rows.at(-1);
	return { rows, next: found.rows.length > size && last ? `${last.collectedOn}_${last.id}_${last.number}` : null };
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

type Found = Omit<LedgerRow, 'number' | 'handler'> & { handler_id: string | null };

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

/** The number goes along so that the lines of every page are counted through. */
function cursorOf(after: string | null | undefined) {
	const cursor = cursorIn(after);
	return cursor && /^\d{1,9}$/.test(cursor.rest ?? '') ? { ...cursor, number: Number(cursor.rest) } : undefined;
}
