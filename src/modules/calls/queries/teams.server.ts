import type { Db } from '#kernel/db.ts';
import type { CallRow } from '../commands/lock.server.ts';

export interface TeamMember {
	memberId: string;
	personId: string;
	alias: string;
	skills: string[];
	leads: boolean;
}

export interface TeamDetail {
	id: string;
	name: string;
	members: TeamMember[];
}

type InCall = Pick<CallRow, 'centreId' | 'id'>;

/** The teams of a call, or one of them, with who is in them; the leader first. */
export async function teamsOf(db: Db, { centreId, id }: InCall, teamId?: string): Promise<TeamDetail[]> {
	const teams = await db
		.selectFrom('calls.team')
		.select(['id', 'name'])
		.where('centre_id', '=', centreId)
		.where('call_id', '=', id)
		.$if(teamId !== undefined, (query) => query.where('id', '=', teamId ?? ''))
		.orderBy('name')
		.execute();
	const members = await willing(db, { centreId, id })
		.where('tm.team_id', 'is not', null)
		.$if(teamId !== undefined, (query) => query.where('tm.team_id', '=', teamId ?? ''))
		.execute();
	const byTeam = Map.groupBy(members, (member) => member.teamId);
	return teams.map((team) => ({
		...team,
		members: (byTeam.get(team.id) ?? [])
			.map(({ teamId: _team, gridName: _grid, leads, ...member }) => ({ ...member, leads: leads ?? false }))
			.sort((one, other) => Number(other.leads) - Number(one.leads))
	}));
}

/** Everybody who said yes, with the team they are in. */
export const willingOf = (db: Db, call: InCall) => willing(db, call).execute();

const willing = (db: Db, { centreId, id }: InCall) =>
	db
		.selectFrom('calls.told as t')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 't.centre_id').onRef('m.id', '=', 't.member_id')
		)
		.leftJoin('directory.grid as grid', (join) =>
			join.onRef('grid.centre_id', '=', 'm.centre_id').onRef('grid.id', '=', 'm.grid_id')
		)
		.leftJoin('calls.team_member as tm', (join) =>
			join
				.onRef('tm.centre_id', '=', 't.centre_id')
				.onRef('tm.call_id', '=', 't.call_id')
				.onRef('tm.member_id', '=', 't.member_id')
		)
		.select(['m.id as memberId', 'm.person_id as personId', 'm.alias', 'm.skills'])
		.select(['grid.name as gridName', 'tm.team_id as teamId', 'tm.leads'])
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', id)
		.where('t.answer', '=', 'yes')
		.orderBy('grid.name')
		.orderBy('m.alias')
		.orderBy('m.id');
