import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import type { PartyLevel } from '../kinds.ts';
import { holding } from './searching.server.ts';

const PAGE = 50;
/** A branch with more members than that has “1000 or more”. */
export const MOST_COUNTED = 1000;

export interface PartyOrganisation {
	id: string;
	name: string;
	level: PartyLevel;
	parentId: string | null;
	/** Its unit. */
	organisationId: string | null;
	organisationName: string | null;
	communityId: string | null;
	communityName: string | null;
	/** Persons. */
	secretaryId: string | null;
	contactId: string | null;
	active: boolean;
}

/** The whole tree, by level and name. With `counted`, how many members on the roster each holds itself, up to MOST_COUNTED. */
export const partyOrganisationsOf = (db: Db, centreId: string): Promise<PartyOrganisation[]> =>
	partyRows(db, centreId).orderBy('party.active', 'desc').orderBy(byName).orderBy('party.id').execute();

/** How many members on the roster each party organisation holds itself, up to MOST_COUNTED. */
export async function memberCounts(db: Db, centreId: string): Promise<Map<string, number>> {
	const { rows } = await sql<{ id: string; count: number }>`
		select party.id, found.count from directory.party_organisation party
		cross join lateral (
			select count(*) from (
				select from directory.member
				where centre_id = party.centre_id and branch_id = party.id and active limit ${MOST_COUNTED}
			) as counted
		) as found
		where party.centre_id = ${centreId} and found.count > 0`.execute(db);
	return new Map(rows.map(({ id, count }) => [id, count]));
}

/** A page of party organisations by name, and where the next one starts. `q`: pieces of the name or of its pinyin initials. */
export async function partyPage(
	db: Db,
	centreId: string,
	filter: {
		q?: string | undefined;
		level?: string | undefined;
		organisationId?: string | undefined;
		parentId?: string | undefined;
		after?: string | undefined;
	}
): Promise<{ organisations: PartyOrganisation[]; next: string | null }> {
	const { q = '', level, organisationId, parentId, after } = filter;
	let query = partyRows(db, centreId);
	if (level) query = query.where('party.level', '=', level);
	if (organisationId) query = query.where('party.organisation_id', '=', organisationId);
	if (parentId) query = query.where('party.parent_id', '=', parentId);
	for (const condition of holding('party', q)) query = query.where(condition);
	if (after)
		query = query.where(
			sql<boolean>`(party.name collate "C", party.id) > (select name collate "C", id from directory.party_organisation where centre_id = ${centreId} and id = ${after})`
		);
	const rows = await query
		.orderBy(byName)
		.orderBy('party.id')
		.limit(PAGE + 1)
		.execute();
	const organisations = rows.slice(0, PAGE);
	return { organisations, next: rows.length > PAGE ? (organisations.at(-1)?.id ?? null) : null };
}

/** Errors: Missing. */
export async function partyOrganisationById(db: Db, centreId: string, id: string): Promise<PartyOrganisation> {
	const found = await partyRows(db, centreId).where('party.id', '=', id).executeTakeFirst();
	if (!found) throw new Missing('没有这个党组织。');
	return found;
}

const byName = sql`party.name collate "C"`;

const partyRows = (db: Db, centreId: string) =>
	db
		.selectFrom('directory.party_organisation as party')
		.leftJoin('directory.organisation as organisation', (join) =>
			join
				.onRef('organisation.centre_id', '=', 'party.centre_id')
				.onRef('organisation.id', '=', 'party.organisation_id')
		)
		.leftJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'party.centre_id').onRef('community.id', '=', 'party.community_id')
		)
		.select([
			'party.id',
			'party.name',
			sql<PartyLevel>`party.level`.as('level'),
			'party.parent_id as parentId',
			'party.organisation_id as organisationId',
			'organisation.name as organisationName',
			'party.community_id as communityId',
			'community.name as communityName',
			'party.secretary_id as secretaryId',
			'party.contact_id as contactId',
			'party.active'
		])
		.where('party.centre_id', '=', centreId);
