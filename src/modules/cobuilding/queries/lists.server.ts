import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import type { CoKind } from '../nouns.ts';

/** Which part of a list: always one state, so that an index gives every page in order however long the list is. */
export interface CoFilter {
	state: string;
	field?: string | undefined;
	communityId?: string | undefined;
	/** Of this organisation: all states. */
	organisationIds?: readonly string[] | undefined;
	/** The `next` of the page before; anything else begins anew. */
	after?: string | null | undefined;
	limit?: number | undefined;
}

/** A line of a list. */
export interface CoLine {
	id: string;
	reference: string | null;
	state: string;
	title: string;
	fieldName: string | null;
	communityName: string | null;
	organisationName: string | null;
	/** The day by which it is wanted, until which it is there, on which it ends. */
	until: string | null;
}

const PAGE = 30;

/** A page of a list, what was entered last first. */
export async function coList(
	db: Db,
	centreId: string,
	kind: CoKind,
	{ state, field, communityId, organisationIds, after, limit = PAGE }: CoFilter
): Promise<{ lines: CoLine[]; next: string | null }> {
	const { owner, until, hasField } = SHAPES[kind];
	const rows = await from(db, kind)
		.select(['e.id', 'e.state', 'm.name as communityName'])
		.select([
			(kind === 'plan' ? sql<string | null>`null` : sql<string | null>`e.reference`).as('reference'),
			(kind === 'plan' ? sql<string>`e.year || '年共建计划'` : sql<string>`e.title`).as('title'),
			(owner
				? sql<
						string | null
					>`(select o.name from directory.organisation as o where o.centre_id = e.centre_id and o.id = ${sql.ref(`e.${owner}`)})`
				: sql<string | null>`null`
			).as('organisationName'),
			(hasField
				? sql<
						string | null
					>`(select f.name from directory.service_field as f where f.centre_id = e.centre_id and f.code = e.field)`
				: sql<string | null>`null`
			).as('fieldName'),
			sql<string | null>`${sql.ref(`e.${until}`)}`.as('until')
		])
		.where('e.centre_id', '=', centreId)
		.$if(organisationIds === undefined, (query) => query.where('e.state', '=', state))
		.$if(organisationIds !== undefined && owner !== null, (query) => {
			const whose = sql<string>`${sql.ref(`e.${owner}`)}`;
			const [only] = organisationIds ?? [];
			// of one organisation the index gives them in order
			return only !== undefined && organisationIds?.length === 1
				? query.where(whose, '=', only)
				: query.where(whose, '=', sql<string>`any(${organisationIds})`);
		})
		.$if(field !== undefined && hasField, (query) => query.where('e.field', '=', field ?? ''))
		.$if(communityId !== undefined, (query) => query.where('e.community_id', '=', communityId ?? ''))
		.$if(isId(after ?? undefined), (query) => query.where('e.id', '<', after ?? ''))
		.orderBy('e.id', 'desc')
		.limit(limit + 1)
		.execute();
	const lines = rows.slice(0, limit);
	return { lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null };
}

const SHAPES: Record<CoKind, { owner: string | null; until: string; hasField: boolean }> = {
	demand: { owner: null, until: 'needed_by', hasField: true },
	resource: { owner: 'organisation_id', until: 'valid_until', hasField: true },
	project: { owner: 'lead_id', until: 'ends_on', hasField: true },
	agreement: { owner: 'organisation_id', until: 'ends_on', hasField: false },
	plan: { owner: null, until: 'adopted_on', hasField: false }
};

const from = (db: Db, kind: CoKind) =>
	db
		.selectFrom(`cobuilding.${kind} as e` as 'cobuilding.demand as e')
		.leftJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
		);
