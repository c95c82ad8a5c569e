import type { Db } from '#kernel/db.ts';
import type { ResourceKind } from '../nouns.ts';

/** What a demand says: nothing of it is personal. */
export interface DemandView {
	id: string;
	reference: string;
	state: string;
	title: string;
	description: string;
	field: string;
	fieldName: string;
	skills: string[];
	freeTimes: number;
	communityId: string;
	communityName: string;
	place: string | null;
	people: number | null;
	amount: string | null;
	fromOn: string | null;
	untilOn: string | null;
	neededBy: string | null;
	enteredOn: string;
}

export interface ResourceView {
	id: string;
	reference: string;
	state: string;
	kind: ResourceKind;
	title: string;
	description: string;
	field: string;
	fieldName: string;
	skills: string[];
	freeTimes: number;
	organisationId: string;
	organisationName: string;
	communityId: string | null;
	communityName: string | null;
	place: string | null;
	amount: string | null;
	validFrom: string | null;
	validUntil: string | null;
	enteredOn: string;
}

export interface ProjectView {
	id: string;
	reference: string;
	state: string;
	title: string;
	goal: string;
	outcome: string | null;
	field: string;
	fieldName: string;
	communityId: string;
	communityName: string;
	leadId: string;
	leadName: string;
	startsOn: string;
	endsOn: string;
	endedOn: string | null;
}

/** Those with these ids, in their order. */
export const demandViews = async (db: Db, centreId: string, ids: readonly string[]): Promise<DemandView[]> =>
	ids.length === 0
		? []
		: inOrder(
				ids,
				await db
					.selectFrom('cobuilding.demand as e')
					.innerJoin('directory.service_field as f', (join) =>
						join.onRef('f.centre_id', '=', 'e.centre_id').onRef('f.code', '=', 'e.field')
					)
					.innerJoin('directory.community as m', (join) =>
						join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
					)
					.select(['e.id', 'e.reference', 'e.state', 'e.title', 'e.description', 'e.field', 'f.name as fieldName'])
					.select(['e.skills', 'e.free_times as freeTimes', 'e.community_id as communityId', 'm.name as communityName'])
					.select(['e.place', 'e.people', 'e.amount', 'e.from_on as fromOn', 'e.until_on as untilOn'])
					.select(['e.needed_by as neededBy', 'e.entered_on as enteredOn'])
					.where('e.centre_id', '=', centreId)
					.where('e.id', 'in', ids)
					.execute()
			);

export const resourceViews = async (db: Db, centreId: string, ids: readonly string[]): Promise<ResourceView[]> =>
	ids.length === 0
		? []
		: inOrder(
				ids,
				await db
					.selectFrom('cobuilding.resource as e')
					.innerJoin('directory.service_field as f', (join) =>
						join.onRef('f.centre_id', '=', 'e.centre_id').onRef('f.code', '=', 'e.field')
					)
					.innerJoin('directory.organisation as o', (join) =>
						join.onRef('o.centre_id', '=', 'e.centre_id').onRef('o.id', '=', 'e.organisation_id')
					)
					.leftJoin('directory.community as m', (join) =>
						join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
					)
					.select(['e.id', 'e.reference', 'e.state', 'e.title', 'e.description', 'e.field', 'f.name as fieldName'])
					.select([
						'e.skills',
						'e.free_times as freeTimes',
						'e.organisation_id as organisationId',
						'o.name as organisationName'
					])
					.select(['e.community_id as communityId', 'm.name as communityName', 'e.place', 'e.amount'])
					.select(['e.valid_from as validFrom', 'e.valid_until as validUntil', 'e.entered_on as enteredOn'])
					.select((row) => row.ref('e.kind').$castTo<ResourceKind>().as('kind'))
					.where('e.centre_id', '=', centreId)
					.where('e.id', 'in', ids)
					.execute()
			);

export const projectViews = async (db: Db, centreId: string, ids: readonly string[]): Promise<ProjectView[]> =>
	ids.length === 0
		? []
		: inOrder(
				ids,
				await db
					.selectFrom('cobuilding.project as e')
					.innerJoin('directory.service_field as f', (join) =>
						join.onRef('f.centre_id', '=', 'e.centre_id').onRef('f.code', '=', 'e.field')
					)
					.innerJoin('directory.organisation as o', (join) =>
						join.onRef('o.centre_id', '=', 'e.centre_id').onRef('o.id', '=', 'e.lead_id')
					)
					.innerJoin('directory.community as m', (join) =>
						join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
					)
					.select([
						'e.id',
						'e.reference',
						'e.state',
						'e.title',
						'e.goal',
						'e.outcome',
						'e.field',
						'f.name as fieldName'
					])
					.select([
						'e.community_id as communityId',
						'm.name as communityName',
						'e.lead_id as leadId',
						'o.name as leadName'
					])
					.select(['e.starts_on as startsOn', 'e.ends_on as endsOn', 'e.ended_on as endedOn'])
					.where('e.centre_id', '=', centreId)
					.where('e.id', 'in', ids)
					.execute()
			);

const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] => {
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => byId.get(id) ?? []);
};
