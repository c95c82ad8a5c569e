import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { gridsOf } from '#modules/directory/server.ts';
import { MakeTeam } from '../forms.ts';
import { keepStep, takeStep } from './step.server.ts';

const InCall = z.object({ centreId: z.uuid(), callId: z.uuid() });
const OfTeam = InCall.extend({ teamId: z.uuid() });

interface Team {
	centreId: string;
	callId: string;
	teamId: string;
}

/** A team of some who said yes; whoever was in another goes over. Errors: Missing; Conflict for a name that is taken, or a member who did not say yes. */
export const makeTeam = command('calls.makeTeam', MakeTeam.extend(InCall.shape), async (work, input) => {
	const { centreId, callId, name, memberIds, leaderId } = input;
	const step = await takeStep(work, { centreId, callId }, 'team');
	const team = { centreId, callId, teamId: newId() };
	await mustBeFree(work, team, name);
	await insertTeam(work, team, name, null);
	await fillTeam(work, team, memberIds, leaderId ?? null);
	await keepStep(work, step, 'call.teamMade', { data: { teamId: team.teamId, members: memberIds.length } });
	return { id: team.teamId };
});

/** Renames a team, and says anew who is in it and who leads it. Errors: as makeTeam. */
export const changeTeam = command('calls.changeTeam', MakeTeam.extend(OfTeam.shape), async (work, input) => {
	const { centreId, callId, teamId, name, memberIds, leaderId } = input;
	const step = await takeStep(work, { centreId, callId }, 'team');
	await mustBeFree(work, input, name);
	const { numUpdatedRows } = await work.db
		.updateTable('calls.team')
		.set({ name })
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('id', '=', teamId)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Missing('没有这一队。');
	await emptyTeam(work, input);
	await fillTeam(work, input, memberIds, leaderId ?? null);
	await keepStep(work, step, 'call.teamChanged', { data: { teamId, members: memberIds.length } });
	return { id: teamId };
});

/** Its members are in no team then. Errors: Missing. */
export const dissolveTeam = command('calls.dissolveTeam', OfTeam, async (work, team) => {
	const step = await takeStep(work, team, 'team');
	await emptyTeam(work, team);
	const { numDeletedRows } = await work.db
		.deleteFrom('calls.team')
		.where('centre_id', '=', team.centreId)
		.where('call_id', '=', team.callId)
		.where('id', '=', team.teamId)
		.executeTakeFirst();
	if (numDeletedRows === 0n) throw new Missing('没有这一队。');
	await keepStep(work, step, 'call.teamDissolved', { data: { teamId: team.teamId } });
});

/** A team for each grid where somebody lives who said yes and is in no team yet; those who live in none that is known stay out. Returns how many teams are new. */
export const teamsByGrid = command('calls.teamsByGrid', InCall, async (work, { centreId, callId }) => {
	const step = await takeStep(work, { centreId, callId }, 'team');
	const free = await withoutTeam(work, centreId, callId);
	if (free.length === 0) throw new Conflict('能来的人里，没有知道住在哪个网格、又还没有编队的。');
	const grids = new Map((await gridsOf(work.db, centreId)).map((grid) => [grid.id, grid]));
	const teams = await work.db
		.selectFrom('calls.team')
		.select(['id', 'name', 'grid_id'])
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.execute();
	const names = new Set(teams.map(({ name }) => name));
	let made = 0;
	for (const [gridId, members] of Map.groupBy(free, ({ gridId }) => gridId)) {
		const grid = grids.get(gridId);
		const known = teams.find(({ grid_id }) => grid_id === gridId);
		const team = { centreId, callId, teamId: known?.id ?? newId() };
		if (!known) {
			await insertTeam(work, team, freeName(names, `${grid?.communityName ?? ''}${grid?.name ?? ''}队`), gridId);
			made += 1;
		}
		await addMembers(
			work,
			team,
			members.map(({ memberId }) => memberId)
		);
	}
	await keepStep(work, step, 'call.teamsMade', { data: { teams: made, members: free.length } });
	return { made };
});

function freeName(taken: Set<string>, wanted: string): string {
	const base = wanted.slice(0, 26);
	const name = taken.has(base) ? freeName(taken, `${base}2`) : base;
	taken.add(name);
	return name;
}

async function withoutTeam({ db }: Work, centreId: string, callId: string) {
	const rows = await db
		.selectFrom('calls.told as t')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 't.centre_id').onRef('m.id', '=', 't.member_id')
		)
		.leftJoin('calls.team_member as tm', (join) =>
			join
				.onRef('tm.centre_id', '=', 't.centre_id')
				.onRef('tm.call_id', '=', 't.call_id')
				.onRef('tm.member_id', '=', 't.member_id')
		)
		.select(['t.member_id as memberId', 'm.grid_id as gridId'])
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', callId)
		.where('t.answer', '=', 'yes')
		.where('tm.team_id', 'is', null)
		.where('m.grid_id', 'is not', null)
		.$narrowType<{ gridId: string }>()
		.orderBy('m.grid_id')
		.orderBy('t.member_id')
		.execute();
	return rows;
}

async function mustBeFree({ db }: Work, { centreId, callId, teamId }: Team, name: string): Promise<void> {
	const other = await db
		.selectFrom('calls.team')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('name', '=', name)
		.where('id', '<>', teamId)
		.executeTakeFirst();
	if (other) throw new Conflict('已经有一队叫这个名字，请换一个。');
}

const insertTeam = (work: Work, { centreId, callId, teamId }: Team, name: string, gridId: string | null) =>
	work.db
		.insertInto('calls.team')
		.values({
			...{ centre_id: centreId, id: teamId, call_id: callId, name, grid_id: gridId },
			...{ made_by: accountOf(work.actor), made_at: work.clock() }
		})
		.execute();

const emptyTeam = ({ db }: Work, { centreId, teamId }: Team) =>
	db.deleteFrom('calls.team_member').where('centre_id', '=', centreId).where('team_id', '=', teamId).execute();

async function fillTeam(work: Work, team: Team, memberIds: readonly string[], leaderId: string | null) {
	const ids = [...new Set(memberIds)];
	if (leaderId !== null && !ids.includes(leaderId))
		throw new Invalid('队长要是这一队的队员', [{ field: 'leaderId', message: '请先把队长选进这一队，再选队长' }]);
	if (ids.length === 0) return;
	const willing = await work.db
		.selectFrom('calls.told')
		.select('member_id')
		.where('centre_id', '=', team.centreId)
		.where('call_id', '=', team.callId)
		.where('member_id', 'in', ids)
		.where('answer', '=', 'yes')
		.execute();
	if (willing.length < ids.length)
		throw new Conflict('选的人里有人还没有答复能来，或者刚刚改成来不了。请刷新页面再选。');
	await addMembers(work, team, ids, leaderId);
}

/** Whoever is in another team goes over. */
const addMembers = (work: Work, team: Team, ids: readonly string[], leaderId: string | null = null) =>
	work.db
		.insertInto('calls.team_member')
		.values(
			ids.map((id) => ({
				...{ centre_id: team.centreId, call_id: team.callId, team_id: team.teamId },
				...{ member_id: id, leads: id === leaderId }
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['centre_id', 'call_id', 'member_id'])
				.doUpdateSet(({ ref }) => ({ team_id: ref('excluded.team_id'), leads: ref('excluded.leads') }))
		)
		.execute();
