import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { shanghaiDate, type DeadlineView } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import type { Channel } from '../check-in.ts';
import type { MemberState } from '../lifecycle.ts';
import { mayHandleCheckIns } from '../policy.ts';
import { CONFIRM } from '../settings.ts';
import { cursorIn, paged } from './cursor.ts';
import { among, soughtBy, type Sought } from './search.server.ts';

export interface MemberLine {
	id: string;
	reference: string;
	state: MemberState;
	memberId: string;
	/** For those who keep the list; see `namesOnRoster`. */
	name: string;
	kind: string;
	organisationName: string | null;
	communityName: string;
	gridName: string | null;
	channel: Channel;
	reportedOn: string;
	/** Of the clock that runs. */
	deadline: DeadlineView | null;
}

export interface MemberFilter {
	state: MemberState | 'overdue';
	communityId?: string | undefined;
	kind?: MemberKind | undefined;
	/** A reference, a phone or a full name: then whatever the state. */
	q?: string | undefined;
	/** Of reporting in, YYYY-MM. */
	month?: string | undefined;
	after?: string | undefined;
}

export const PAGE = 50;

/** A page of the check-ins of members: the last reported first; the overdue by their days. Errors: Missing unless a clerk. */
export async function memberCheckIns(
	context: Context,
	centreId: string,
	{ state, communityId, kind, q = '', month, after }: MemberFilter
): Promise<{ lines: MemberLine[]; next: string | null }> {
	const { db } = context;
	mustHandle(context, centreId);
	const sought = q.trim() === '' ? undefined : await soughtBy(db, centreId, q.trim());
	const cursor = cursorIn(after);
	const narrowed = linesOf(db, centreId)
		.$if(communityId !== undefined, (query) => query.where('c.community_id', '=', communityId ?? ''))
		.$if(kind !== undefined, (query) => query.where('c.kind', '=', kind ?? ''))
		.$if(month !== undefined, (query) =>
			query
				.where('c.reported_on', '>=', `${month}-01`)
				.where(sql<boolean>`c.reported_on < ${`${month}-01`}::date + interval '1 month'`)
		)
		.limit(PAGE + 1);
	if (state === 'overdue' && !sought) {
		const late = await narrowed
			.innerJoin('deadlines.deadline as d', (join) =>
				join.onRef('d.centre_id', '=', 'c.centre_id').onRef('d.subject_id', '=', 'c.id')
			)
			.select('d.due_on')
			.where('d.centre_id', '=', centreId)
			.where('d.state', 'in', ['running', 'paused'])
			.where('d.subject_kind', '=', 'memberCheckIn')
			.where('d.rule', '=', CONFIRM)
			.where('d.due_on', '<', shanghaiDate(context.clock()))
			.$if(cursor !== undefined, (query) =>
				query.where(sql<boolean>`(d.due_on, c.id) > (${cursor?.day}::date, ${cursor?.id}::uuid)`)
			)
			.orderBy('d.due_on')
			.orderBy('c.id')
			.execute();
		const { rows, next } = paged(late, PAGE, (row) => row.due_on);
		return { lines: await withWords(context, centreId, rows), next };
	}
	const found = await narrowed
		.$if(sought !== undefined, (query) => query.where(isSought(sought)))
		.$if(sought === undefined, (query) => query.where('c.state', '=', state))
		.$if(cursor !== undefined, (query) =>
			query.where(sql<boolean>`(c.reported_on, c.id) < (${cursor?.day}::date, ${cursor?.id}::uuid)`)
		)
		.orderBy('c.reported_on', 'desc')
		.orderBy('c.id', 'desc')
		.execute();
	const { rows, next } = paged(found, PAGE, (row) => row.reportedOn);
	return { lines: await withWords(context, centreId, rows), next };
}

const isSought = (sought: Sought | undefined) =>
	sought?.reference === undefined
		? sql<boolean>`m.person_id = ${among(sought?.personIds ?? [])}`
		: sql<boolean>`c.reference = ${sought.reference}`;

export const linesOf = (db: Db, centreId: string) =>
	db
		.selectFrom('checkins.member_check_in as c')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'c.centre_id').onRef('m.id', '=', 'c.member_id')
		)
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.leftJoin('directory.grid as grid', (join) =>
			join.onRef('grid.centre_id', '=', 'c.centre_id').onRef('grid.id', '=', 'c.grid_id')
		)
		.leftJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'm.centre_id').onRef('o.id', '=', 'm.organisation_id')
		)
		.select(['c.id', 'c.reference', 'c.state', 'c.member_id as memberId', 'c.kind', 'c.channel'])
		.select(['c.reported_on as reportedOn', 'm.person_id as personId', 'o.name as organisationName'])
		.select(['community.name as communityName', 'grid.name as gridName'])
		.where('c.centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof linesOf>['executeTakeFirstOrThrow']>>;

export async function withWords(context: Context, centreId: string, rows: readonly Row[]): Promise<MemberLine[]> {
	const names = await namesOnRoster(
		context.db,
		centreId,
		rows.map(({ personId }) => personId)
	);
	const deadlines = await deadlinesOf(
		context.db,
		centreId,
		rows.map(({ id }) => id),
		shanghaiDate(context.clock())
	);
	return rows.map((row) => ({
		id: row.id,
		reference: row.reference,
		memberId: row.memberId,
		organisationName: row.organisationName,
		communityName: row.communityName,
		gridName: row.gridName,
		reportedOn: row.reportedOn,
		channel: row.channel as Channel,
		state: row.state as MemberState,
		kind: memberKinds[row.kind as MemberKind],
		name: names.get(row.personId) ?? '',
		deadline: deadlines.get(row.id) ?? null
	}));
}

export function mustHandle({ actor }: Context, centreId: string): void {
	if (!mayHandleCheckIns(actor, centreId)) throw new Missing('没有这个页面。');
}
