import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { shanghaiDate, type DeadlineView } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { organisationKinds, type OrganisationKind } from '#modules/directory/index.ts';
import { referenceIn, type Channel } from '../check-in.ts';
import type { OrganisationState } from '../lifecycle.ts';
import { CONFIRM } from '../settings.ts';
import { cursorIn, paged } from './cursor.ts';
import { mustHandle, PAGE } from './members.server.ts';
import { among, soughtBy } from './search.server.ts';

export interface OrganisationLine {
	id: string;
	reference: string;
	state: OrganisationState;
	organisationId: string | null;
	name: string;
	kind: string;
	/** Null: the whole sub-district. */
	communityName: string | null;
	channel: Channel;
	submittedOn: string;
	deadline: DeadlineView | null;
}

export interface OrganisationFilter {
	state: OrganisationState | 'overdue';
	/** `subdistrict`: those that reported to the whole of it. */
	communityId?: string | undefined;
	kind?: OrganisationKind | undefined;
	field?: string | undefined;
	/** A reference, a part of the name, or the phone or full name of the contact: then whatever the state. */
	q?: string | undefined;
	/** Of reporting in, YYYY-MM. */
	month?: string | undefined;
	after?: string | undefined;
}

/** A page of the check-ins of organisations: the last reported first; the overdue by their days. Errors: Missing unless a clerk. */
export async function organisationCheckIns(
	context: Context,
	centreId: string,
	{ state, communityId, kind, field, q = '', month, after }: OrganisationFilter
): Promise<{ lines: OrganisationLine[]; next: string | null }> {
	mustHandle(context, centreId);
	const cursor = cursorIn(after);
	const sought = q.trim() === '' ? undefined : await isSought(context.db, centreId, q.trim());
	const narrowed = organisationLines(context.db, centreId)
		.$if(communityId === 'subdistrict', (query) => query.where('c.community_id', 'is', null))
		.$if(communityId !== undefined && communityId !== 'subdistrict', (query) =>
			query.where('c.community_id', '=', communityId ?? '')
		)
		.$if(kind !== undefined, (query) => query.where('c.kind', '=', kind ?? ''))
		.$if(field !== undefined, (query) => query.where(sql<boolean>`c.fields @> ${[field]}::text[]`))
		.$if(month !== undefined, (query) =>
			query
				.where('c.submitted_on', '>=', `${month}-01`)
				.where(sql<boolean>`c.submitted_on < ${`${month}-01`}::date + interval '1 month'`)
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
			.where('d.subject_kind', '=', 'organisationCheckIn')
			.where('d.rule', '=', CONFIRM)
			.where('d.due_on', '<', shanghaiDate(context.clock()))
			.$if(cursor !== undefined, (query) =>
				query.where(sql<boolean>`(d.due_on, c.id) > (${cursor?.day}::date, ${cursor?.id}::uuid)`)
			)
			.orderBy('d.due_on')
			.orderBy('c.id')
			.execute();
		const { rows, next } = paged(late, PAGE, (row) => row.due_on);
		return { lines: await inWords(context, centreId, rows), next };
	}
	const found = await narrowed
		.$if(sought !== undefined, (query) => query.where(sought ?? sql<boolean>`true`))
		.$if(sought === undefined, (query) => query.where('c.state', '=', state))
		.$if(cursor !== undefined, (query) =>
			query.where(sql<boolean>`(c.submitted_on, c.id) < (${cursor?.day}::date, ${cursor?.id}::uuid)`)
		)
		.orderBy('c.submitted_on', 'desc')
		.orderBy('c.id', 'desc')
		.execute();
	const { rows, next } = paged(found, PAGE, (row) => row.submittedOn);
	return { lines: await inWords(context, centreId, rows), next };
}

async function isSought(db: Db, centreId: string, q: string) {
	const reference = referenceIn(q);
	const { personIds } = await soughtBy(db, centreId, q);
	const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	return sql<boolean>`(c.reference = ${reference ?? ''} or c.contact_id = ${among(personIds)}
		or coalesce(o.name, c.proposed_name) ilike ${like})`;
}

export const organisationLines = (db: Db, centreId: string) =>
	db
		.selectFrom('checkins.organisation_check_in as c')
		.leftJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'c.centre_id').onRef('o.id', '=', 'c.organisation_id')
		)
		.leftJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.select(['c.id', 'c.reference', 'c.state', 'c.organisation_id as organisationId', 'c.kind', 'c.channel'])
		.select(['c.submitted_on as submittedOn', 'community.name as communityName'])
		.select(({ fn }) => fn.coalesce('o.name', 'c.proposed_name').as('name'))
		.where('c.centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof organisationLines>['executeTakeFirstOrThrow']>>;

export async function inWords(context: Context, centreId: string, rows: readonly Row[]): Promise<OrganisationLine[]> {
	const deadlines = await deadlinesOf(
		context.db,
		centreId,
		rows.map(({ id }) => id),
		shanghaiDate(context.clock())
	);
	return rows.map((row) => ({
		id: row.id,
		reference: row.reference,
		organisationId: row.organisationId,
		communityName: row.communityName,
		submittedOn: row.submittedOn,
		state: row.state as OrganisationState,
		channel: row.channel as Channel,
		name: row.name ?? '',
		kind: organisationKinds[row.kind as OrganisationKind] ?? row.kind,
		deadline: deadlines.get(row.id) ?? null
	}));
}
