import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { communitiesOf, serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { demandsFor, matchesFor, type Match, type MatchNames } from '../match.ts';
import { demandViews, resourceViews, type DemandView, type ResourceView } from './views.server.ts';

const MOST = 10;
/** Of each word the newest, and the newest nearby: what suits well is among them, however many there are. */
const NEWEST = 60;

/** The resources that suit a demand best, with the reasons. */
export async function resourcesThatSuit(
	db: Db,
	centreId: string,
	demand: DemandView,
	today: string
): Promise<Match<ResourceView>[]> {
	if (demand.state !== 'open') return [];
	const ids = await candidates(db, centreId, 'resource', demand, today);
	const taken = await inHand(db, centreId, 'demand_id', demand.id);
	const found = await resourceViews(
		db,
		centreId,
		ids.filter((id) => !taken.has(id))
	);
	return matchesFor(demand, found, await namesOf(db, centreId), today).slice(0, MOST);
}

/** The demands that a resource suits best, with the reasons. */
export async function demandsThatSuit(
	db: Db,
	centreId: string,
	resource: ResourceView,
	today: string
): Promise<Match<DemandView>[]> {
	if (resource.state !== 'open') return [];
	const ids = await candidates(db, centreId, 'demand', resource, today);
	const taken = await inHand(db, centreId, 'resource_id', resource.id);
	const found = await demandViews(
		db,
		centreId,
		ids.filter((id) => !taken.has(id))
	);
	return demandsFor(resource, found, await namesOf(db, centreId), today).slice(0, MOST);
}

/** With whom an agreement is under way already: the other side of each. */
async function inHand(db: Db, centreId: string, side: 'demand_id' | 'resource_id', id: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('cobuilding.agreement')
		.select(['demand_id', 'resource_id'])
		.where('centre_id', '=', centreId)
		.where(side, '=', id)
		.where('state', 'in', ['draft', 'offered', 'agreed'])
		.limit(1000)
		.execute();
	return new Set(rows.flatMap((row) => (side === 'demand_id' ? row.resource_id : row.demand_id) ?? []));
}

async function candidates(
	db: Db,
	centreId: string,
	kind: 'demand' | 'resource',
	{ field, skills, communityId }: { field: string; skills: readonly string[]; communityId: string | null },
	today: string
): Promise<string[]> {
	const tags = [`field:${field}`, ...skills.map((skill) => `skill:${skill}`)];
	const newest = (nearby: boolean) => sql`(
		select t.id from cobuilding.tag as t
		where t.centre_id = ${centreId} and t.kind = ${kind} and t.tag = wanted.tag
		${nearby ? sql`and t.community_id = ${communityId}` : sql``}
		and (t.until_on is null or t.until_on >= ${today}::date)
		order by t.id desc limit ${NEWEST})`;
	const { rows } = await sql<{ id: string }>`
		select distinct found.id from unnest(${tags}::text[]) as wanted (tag),
		lateral (${newest(false)} union all ${newest(true)}) as found`.execute(db);
	return rows.map(({ id }) => id);
}

/** What codes and communities are called. */
export async function namesOf(db: Db, centreId: string): Promise<MatchNames> {
	const [fields, skills, communities] = [
		await serviceFieldsOf(db, centreId),
		await skillsOf(db, centreId),
		await communitiesOf(db, centreId)
	];
	return {
		fields: new Map(fields.map(({ code, name }) => [code, name])),
		skills: new Map(skills.map(({ code, name }) => [code, name])),
		communities: new Map(communities.map(({ id, name }) => [id, name]))
	};
}
