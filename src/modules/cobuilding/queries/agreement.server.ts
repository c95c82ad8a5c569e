import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { NOTHING } from '../commands/lock.server.ts';

export interface Signature {
	at: Date;
	way: 'account' | 'paper';
}

export interface AgreementView {
	id: string;
	reference: string;
	state: string;
	title: string;
	terms: string | null;
	communityId: string;
	communityName: string;
	organisationId: string;
	organisationName: string;
	demand: { id: string; title: string } | null;
	resource: { id: string; title: string } | null;
	project: { id: string; title: string } | null;
	startsOn: string;
	endsOn: string;
	endedOn: string | null;
	signed: { organisation: Signature | null; community: Signature | null };
}

/** One agreement. For those who may see it: the caller has checked. Errors: Missing. */
export async function agreementAt(db: Db, centreId: string, id: string): Promise<AgreementView> {
	const row = await db
		.selectFrom('cobuilding.agreement as e')
		.innerJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
		)
		.innerJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'e.centre_id').onRef('o.id', '=', 'e.organisation_id')
		)
		.leftJoin('cobuilding.demand as d', (join) =>
			join.onRef('d.centre_id', '=', 'e.centre_id').onRef('d.id', '=', 'e.demand_id')
		)
		.leftJoin('cobuilding.resource as r', (join) =>
			join.onRef('r.centre_id', '=', 'e.centre_id').onRef('r.id', '=', 'e.resource_id')
		)
		.leftJoin('cobuilding.project as p', (join) =>
			join.onRef('p.centre_id', '=', 'e.centre_id').onRef('p.id', '=', 'e.project_id')
		)
		.selectAll('e')
		.select(['m.name as community_name', 'o.name as organisation_name'])
		.select(['d.title as demand_title', 'r.title as resource_title', 'p.title as project_title'])
		.where('e.centre_id', '=', centreId)
		.where('e.id', '=', id)
		.executeTakeFirst();
	if (!row) throw new Missing(NOTHING);
	return {
		...{ id: row.id, reference: row.reference, state: row.state, title: row.title, terms: row.terms },
		...{ communityId: row.community_id, communityName: row.community_name },
		...{ organisationId: row.organisation_id, organisationName: row.organisation_name },
		demand: named(row.demand_id, row.demand_title),
		resource: named(row.resource_id, row.resource_title),
		project: named(row.project_id, row.project_title),
		...{ startsOn: row.starts_on, endsOn: row.ends_on, endedOn: row.ended_on },
		signed: {
			organisation: signature(row.organisation_signed_at, row.organisation_signed_way),
			community: signature(row.community_signed_at, row.community_signed_way)
		}
	};
}

const named = (id: string | null, title: string | null) => (id === null ? null : { id, title: title ?? '' });

const signature = (at: Date | null, way: string | null): Signature | null =>
	at === null ? null : { at, way: way === 'paper' ? 'paper' : 'account' };
