import { sql } from 'kysely';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import type { WishState } from '../lifecycle.ts';
import { claimersOf, maySeeAll } from '../policy.ts';
import type { WishKind } from '../wish.ts';
import { cursorAt, cursorIn } from './cursor.ts';

/** A line of a list at work. */
export interface WishLine {
	centreId: string;
	id: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	categoryName: string;
	communityName: string;
	/** What the public reads; before that only what kind of wish it is. */
	title: string | null;
	places: number;
	claimed: number;
	collectedOn: string;
	deadline: DeadlineView | null;
}

/** The wishes that wait in a state, longest waiting first; for the desk. `after` is the `next` of the page before. Errors: Missing. */
export async function queueOf(context: Context, centreId: string, state: WishState, after?: string, limit = 50) {
	requireStaff(context, centreId);
	const cursor = cursorIn(after);
	let query = linesOf(context)
		.where('w.centre_id', '=', centreId)
		.where('w.state', '=', state)
		.orderBy('w.collected_on')
		.orderBy('w.id')
		.limit(limit + 1);
	if (cursor) query = query.where(sql<boolean>`(w.collected_on, w.id) > (${cursor.day}::date, ${cursor.id}::uuid)`);
	const rows = await query.execute();
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		lines: await withDeadlines(context, shown),
		next: rows.length > limit && last ? cursorAt(last.collected_on, last.id) : null
	};
}

/** The wish with this reference, as people read it aloud: spaces and small letters do not matter. */
export async function findByReference(context: Context, centreId: string, text: string): Promise<string | undefined> {
	requireStaff(context, centreId);
	const reference = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
	const row = await context.db
		.selectFrom('wishes.wish')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('reference', '=', reference)
		.executeTakeFirst();
	return row?.id;
}

/** The wishes of the person who is signed in, newest first, of every centre. Errors: Refused when nobody is. */
export async function ownWishes(context: Context): Promise<WishLine[]> {
	const accountId = accountOf(context.actor);
	if (accountId === null) throw new Refused('请先登录。', 'signedOut');
	const rows = await linesOf(context)
		.innerJoin('people.person as p', (join) =>
			join.onRef('p.centre_id', '=', 'w.centre_id').onRef('p.id', '=', 'w.person_id')
		)
		.where('p.account_id', '=', accountId)
		.orderBy('w.collected_on', 'desc')
		.orderBy('w.id', 'desc')
		.limit(100)
		.execute();
	return withDeadlines(context, rows);
}

/** What somebody holds a place of, as a member or for an organisation, in one centre; what still wants work first. */
export async function ownClaims(context: Context, centreId: string): Promise<WishLine[]> {
	const ids = claimersOf(context.actor, centreId).map(({ id }) => id);
	if (ids.length === 0) return [];
	const rows = await linesOf(context)
		.innerJoin('wishes.claim as k', (join) =>
			join.onRef('k.centre_id', '=', 'w.centre_id').onRef('k.wish_id', '=', 'w.id')
		)
		.where('w.centre_id', '=', centreId)
		.where('k.state', '=', 'held')
		.where((eb) => eb.or([eb('k.member_id', 'in', ids), eb('k.organisation_id', 'in', ids)]))
		.distinctOn(['w.completed_on', 'w.id'])
		.orderBy('w.completed_on', (by) => by.desc().nullsFirst())
		.orderBy('w.id', 'desc')
		.limit(100)
		.execute();
	return withDeadlines(context, rows);
}

function requireStaff({ actor }: Context, centreId: string): void {
	if (!maySeeAll(actor, centreId)) throw new Missing('没有这个页面。');
}

export const linesOf = ({ db }: Context) =>
	db
		.selectFrom('wishes.wish as w')
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.innerJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'w.centre_id').onRef('m.id', '=', 'w.community_id')
		)
		.select([
			'w.centre_id',
			'w.id',
			'w.reference',
			'w.kind',
			'w.state',
			'c.name as category_name',
			'm.name as community_name',
			'w.title',
			'w.places',
			'w.claimed_count',
			'w.collected_on'
		]);

type LineRow = Awaited<ReturnType<ReturnType<typeof linesOf>['executeTakeFirstOrThrow']>>;

export async function withDeadlines({ db, clock }: Context, rows: readonly LineRow[]): Promise<WishLine[]> {
	const today = shanghaiDate(clock());
	const centres = [...new Set(rows.map((row) => row.centre_id))];
	const found = await Promise.all(
		centres.map((centre) =>
			deadlinesOf(
				db,
				centre,
				rows.filter((row) => row.centre_id === centre).map((row) => row.id),
				today
			)
		)
	);
	const deadlines = new Map(found.flatMap((map) => [...map]));
	return rows.map((row) => ({
		centreId: row.centre_id,
		id: row.id,
		reference: row.reference,
		kind: row.kind as WishKind,
		state: row.state as WishState,
		categoryName: row.category_name,
		communityName: row.community_name,
		title: row.title,
		places: row.places,
		claimed: row.claimed_count,
		collectedOn: row.collected_on,
		deadline: deadlines.get(row.id) ?? null
	}));
}
