import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { reviewLifecycle, type ReviewAction, type ReviewState } from '../lifecycle.ts';
import { maySeeRecords, ownIn, type Served } from '../policy.ts';
import type { Level } from '../recognition.ts';
import { rolesOnReview } from '../commands/lock-review.server.ts';
import { calledOf } from './called.server.ts';

export interface ReviewSummary {
	id: string;
	year: number;
	subject: Served & { label: string };
	/** The home unit of a member. */
	unitName: string | null;
	state: ReviewState;
	level: Level | null;
	hasCommunityOpinion: boolean;
	hasUnitOpinion: boolean;
	deadline: DeadlineView | null;
}

const PAGE = 50;

/** A page of a year's reviews in a state. Errors: Missing for whoever is not at the desk. */
export async function reviewsIn(
	context: Context,
	centreId: string,
	{ year, state, after }: { year: number; state: ReviewState; after?: string | undefined }
): Promise<{ reviews: ReviewSummary[]; next: string | null }> {
	if (!maySeeRecords(context.actor, centreId)) throw new Missing('没有这个页面。');
	const rows = await select(context.db, centreId)
		.where('r.year', '=', year)
		.where('r.state', '=', state)
		.$if(isId(after), (query) => query.where('r.id', '>', after ?? ''))
		.orderBy('r.id')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return {
		reviews: await summaries(context, centreId, shown),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
	};
}

/** One's own, those of the organisations one speaks for, and those of the members of these units: newest first. */
export async function ownReviews(context: Context, centreId: string): Promise<ReviewSummary[]> {
	const { members, organisations } = ownIn(context.actor, centreId);
	if (members.length + organisations.length === 0) return [];
	// the ids first: each side of the choice then has an index of its own
	const colleagues = await context.db
		.selectFrom('directory.member')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('organisation_id', '=', sql<string>`any(${organisations})`)
		.execute();
	const people = [...members, ...colleagues.map(({ id }) => id)];
	const rows = await select(context.db, centreId)
		.where(({ or, eb }) =>
			or([
				eb('r.member_id', '=', sql<string>`any(${people})`),
				eb('r.organisation_id', '=', sql<string>`any(${organisations})`)
			])
		)
		.orderBy('r.year', 'desc')
		.orderBy('r.state', 'desc')
		.orderBy('r.id')
		.limit(200)
		.execute();
	return summaries(context, centreId, rows);
}

export interface Review extends ReviewSummary {
	selfNote: string | null;
	communityOpinion: string | null;
	unitOpinion: string | null;
	decidedAt: Date | null;
	actions: ReviewAction[];
}

/** Errors: Missing for whoever has no part in it. */
export async function reviewById(context: Context, centreId: string, id: string): Promise<Review> {
	const row = isId(id) ? await select(context.db, centreId).where('r.id', '=', id).executeTakeFirst() : undefined;
	const roles = row ? rolesOnReview(context.actor, { centreId, ...row }) : [];
	if (!row || (roles.length === 0 && !maySeeRecords(context.actor, centreId))) throw new Missing('没有这份年度评议。');
	const [summary] = await summaries(context, centreId, [row]);
	return {
		...(summary as ReviewSummary),
		selfNote: openMaybe(row.self_note_sealed),
		communityOpinion: openMaybe(row.community_opinion_sealed),
		unitOpinion: openMaybe(row.unit_opinion_sealed),
		decidedAt: row.decided_at,
		actions: actionsFor(reviewLifecycle, row.state as ReviewState, roles)
	};
}

const select = (db: Db, centreId: string) =>
	db
		.selectFrom('records.review as r')
		.leftJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'r.centre_id').onRef('m.id', '=', 'r.member_id')
		)
		.leftJoin('directory.organisation as o', (join) =>
			join
				.onRef('o.centre_id', '=', 'r.centre_id')
				.on('o.id', '=', sql<string>`coalesce(r.organisation_id, m.organisation_id)`)
		)
		.select(['r.id', 'r.year', 'r.state', 'r.level', 'r.decided_at', 'r.member_id as memberId'])
		.select(['r.organisation_id as organisationId', 'm.organisation_id as unitId', 'o.name as organisationName'])
		.select(['r.self_note_sealed', 'r.community_opinion_sealed', 'r.unit_opinion_sealed'])
		.where('r.centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

async function summaries(context: Context, centreId: string, rows: readonly Row[]): Promise<ReviewSummary[]> {
	const ids = rows.map(({ id }) => id);
	const deadlines = await deadlinesOf(context.db, centreId, ids, shanghaiDate(context.clock()));
	const called = await calledOf(
		context,
		centreId,
		rows.flatMap(({ memberId }) => memberId ?? [])
	);
	return rows.map((row) => ({
		id: row.id,
		year: row.year,
		subject: row.memberId
			? { kind: 'member', id: row.memberId, label: called.get(row.memberId)?.label ?? '' }
			: { kind: 'organisation', id: row.organisationId ?? '', label: row.organisationName ?? '' },
		unitName: row.memberId ? row.organisationName : null,
		state: row.state as ReviewState,
		level: row.level as Level | null,
		hasCommunityOpinion: row.community_opinion_sealed !== null,
		hasUnitOpinion: row.unit_opinion_sealed !== null,
		deadline: deadlines.get(row.id) ?? null
	}));
}
