import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { holding } from './searching.server.ts';

const PAGE = 50;

export interface Organisation {
	id: string;
	name: string;
	kind: string;
	active: boolean;
}

/** The active ones first, by name. */
export const organisationsOf = (db: Db, centreId: string): Promise<Organisation[]> =>
	db
		.selectFrom('directory.organisation')
		.select(['id', 'name', 'kind', 'active'])
		.where('centre_id', '=', centreId)
		.orderBy('active', 'desc')
		.orderBy('name')
		.execute();

export interface OrganisationLine extends Organisation {
	communityName: string | null;
}

/** A page of organisations by name, and where the next one starts. `q`: pieces of the name or of its pinyin initials. */
export async function organisationPage(
	db: Db,
	centreId: string,
	{ q = '', kind, after }: { q?: string | undefined; kind?: string | undefined; after?: string | undefined }
): Promise<{ organisations: OrganisationLine[]; next: string | null }> {
	let query = organisationRows(db, centreId);
	if (kind) query = query.where('organisation.kind', '=', kind);
	for (const condition of holding('organisation', q)) query = query.where(condition);
	if (after)
		query = query.where(
			sql<boolean>`(organisation.name collate "C", organisation.id) > (select name collate "C", id from directory.organisation where centre_id = ${centreId} and id = ${after})`
		);
	const rows = await query
		.orderBy(sql`organisation.name collate "C"`)
		.orderBy('organisation.id')
		.limit(PAGE + 1)
		.execute();
	const organisations = rows.slice(0, PAGE);
	return { organisations, next: rows.length > PAGE ? (organisations.at(-1)?.id ?? null) : null };
}

export interface OrganisationDetail extends OrganisationLine {
	communityId: string | null;
	/** A person. */
	contactId: string | null;
}

/** Errors: Missing. */
export async function organisationById(db: Db, centreId: string, id: string): Promise<OrganisationDetail> {
	const organisation = await organisationRows(db, centreId)
		.select(['organisation.community_id as communityId', 'organisation.contact_id as contactId'])
		.where('organisation.id', '=', id)
		.executeTakeFirst();
	if (!organisation) throw new Missing('没有这个单位。');
	return organisation;
}

const organisationRows = (db: Db, centreId: string) =>
	db
		.selectFrom('directory.organisation as organisation')
		.leftJoin('directory.community as community', (join) =>
			join
				.onRef('community.centre_id', '=', 'organisation.centre_id')
				.onRef('community.id', '=', 'organisation.community_id')
		)
		.select([
			'organisation.id',
			'organisation.name',
			'organisation.kind',
			'organisation.active',
			'community.name as communityName'
		])
		.where('organisation.centre_id', '=', centreId);
