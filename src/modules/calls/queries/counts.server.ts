import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { presentAt } from '#modules/attendance/server.ts';
import { rosterOf } from '#modules/posts/server.ts';
import type { ListName } from '../call.ts';
import type { CallRow } from '../commands/lock.server.ts';

/** How many are on each list. */
export type Counts = Record<ListName, number>;

export interface Part extends Counts {
	id: string;
	name: string;
}

export interface LiveCounts {
	all: Counts;
	/** Of those who came, whom nobody had told. */
	untold: number;
	/** By where they have reported in, and by team; who is in none is in no part. */
	communities: Part[];
	teams: Part[];
	asOf: Date;
}

type Shifted = Pick<CallRow, 'centreId' | 'id' | 'shiftId'>;

/** Who waits for a place, who came and who has left, by the shift of the call. */
export async function atShift(db: Db, { centreId, shiftId }: Pick<CallRow, 'centreId' | 'shiftId'>) {
	const [roster, present] = shiftId
		? await Promise.all([rosterOf(db, centreId, shiftId), presentAt(db, centreId, shiftId)])
		: [[], []];
	return {
		waiting: roster.filter(({ state }) => state === 'waiting').map(({ memberId }) => memberId),
		came: present.map(({ memberId }) => memberId),
		left: present.filter(({ leftAt }) => leftAt !== null).map(({ memberId }) => memberId)
	};
}

/** Every figure of a call at this moment, counted from its rows. */
export async function liveCounts(db: Db, call: Shifted, now: Date): Promise<LiveCounts> {
	const { waiting, came, left } = await atShift(db, call);
	const [told, known] = await Promise.all([
		toldParts(db, call),
		partsOfMembers(db, call, [...new Set([...waiting, ...came])])
	]);
	const all = none();
	const [communities, teams] = [new Map<string, Part>(), new Map<string, Part>()];
	const add = (row: InParts, list: ListName, count: number) => {
		all[list] += count;
		if (row.communityId) partIn(communities, row.communityId, row.community)[list] += count;
		if (row.teamId) partIn(teams, row.teamId, row.team)[list] += count;
	};
	for (const row of told)
		for (const list of ['told', 'unreached', 'yes', 'no', 'silent'] as const) add(row, list, row[list]);
	const nowhere: InParts = { communityId: null, community: null, teamId: null, team: null };
	for (const [list, ids] of Object.entries({ waiting, came, left }) as [ListName, string[]][])
		for (const id of ids) add(known.get(id) ?? nowhere, list, 1);
	const byName = (one: Part, other: Part) => one.name.localeCompare(other.name, 'zh-CN');
	return {
		all,
		untold: came.filter((id) => !known.has(id)).length,
		communities: [...communities.values()].sort(byName),
		teams: [...teams.values()].sort(byName),
		asOf: now
	};
}

/** How many have not answered and were not reminded. */
export async function silentOf(db: Db, centreId: string, callId: string): Promise<number> {
	const row = await db
		.selectFrom('calls.told')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('answer', 'is', null)
		.where('reminded_at', 'is', null)
		.executeTakeFirstOrThrow();
	return row.count;
}

interface InParts {
	communityId: string | null;
	community: string | null;
	teamId: string | null;
	team: string | null;
}

const none = (): Counts => ({ told: 0, unreached: 0, yes: 0, no: 0, silent: 0, waiting: 0, came: 0, left: 0 });

function partIn(parts: Map<string, Part>, id: string, name: string | null): Part {
	const known = parts.get(id) ?? { id, name: name ?? '', ...none() };
	parts.set(id, known);
	return known;
}

/** The told members of a call with the community on whose ground they were told, and their team. */
const toldIn = (db: Db, { centreId, id }: Shifted) =>
	db
		.selectFrom('calls.told as t')
		.innerJoin('checkins.member_check_in as r', (join) =>
			join.onRef('r.centre_id', '=', 't.centre_id').onRef('r.id', '=', 't.check_in_id')
		)
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'r.centre_id').onRef('community.id', '=', 'r.community_id')
		)
		.leftJoin('calls.team_member as tm', (join) =>
			join
				.onRef('tm.centre_id', '=', 't.centre_id')
				.onRef('tm.call_id', '=', 't.call_id')
				.onRef('tm.member_id', '=', 't.member_id')
		)
		.leftJoin('calls.team as team', (join) =>
			join.onRef('team.centre_id', '=', 'tm.centre_id').onRef('team.id', '=', 'tm.team_id')
		)
		.select(['community.id as communityId', 'community.name as community', 'team.id as teamId', 'team.name as team'])
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', id);

const toldParts = (db: Db, call: Shifted) =>
	toldIn(db, call)
		.select(({ fn }) => [
			fn.countAll<number>().as('told'),
			sql<number>`count(*) filter (where not t.reached)`.as('unreached'),
			sql<number>`count(*) filter (where t.answer = 'yes')`.as('yes'),
			sql<number>`count(*) filter (where t.answer = 'no')`.as('no'),
			sql<number>`count(*) filter (where t.answer is null)`.as('silent')
		])
		.groupBy(['community.id', 'community.name', 'team.id', 'team.name'])
		.execute();

async function partsOfMembers(db: Db, call: Shifted, ids: string[]): Promise<Map<string, InParts>> {
	if (ids.length === 0) return new Map();
	const rows = await toldIn(db, call)
		.select('t.member_id as memberId')
		.where('t.member_id', '=', sql<string>`any(${ids}::uuid[])`)
		.execute();
	return new Map(rows.map(({ memberId, ...parts }) => [memberId, parts]));
}
