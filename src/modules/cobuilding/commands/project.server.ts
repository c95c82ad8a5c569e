import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBeClaimer, mustBePlace } from '#modules/directory/server.ts';
import { PlanProject } from '../forms.ts';
import { mayKeepLists } from '../policy.ts';
import { requireOrder, requireWords } from './checks.server.ts';
import { mustBeAllowed } from './entering.server.ts';
import { noteProgress, reachMilestone, writeMilestones } from './parts.server.ts';
import { commandsOf } from './transition.server.ts';

/** A project goes on the list, out of demands and resources or on its own. Errors: Refused; Invalid; Missing. */
export const planProject = command(
	'cobuilding.planProject',
	z.object({ ...PlanProject.shape, centreId: z.uuid() }),
	async (work, { centreId, communityId, ...input }) => {
		mustBeAllowed(mayKeepLists, work.actor, centreId);
		await mustBePlace(work.db, centreId, { communityId });
		await requireWords(work.db, centreId, input);
		await check(work, centreId, input);
		const [id, reference] = [newId(), newReference()];
		await work.db
			.insertInto('cobuilding.project')
			.values({
				...{ centre_id: centreId, id, reference, state: 'planned', community_id: communityId },
				...columnsOf(input),
				entered_by: accountOf(work.actor),
				entered_on: shanghaiDate(work.clock())
			})
			.execute();
		await writeParts(work, centreId, id, input);
		await work.record({
			centreId,
			subject: { kind: 'project', id },
			action: 'project.planned',
			as: work.actor.kind === 'system' ? 'system' : 'clerk',
			channel: 'online',
			data: { leadId: input.leadId, communityId, field: input.field }
		});
		return { id, reference };
	}
);

type Project = Omit<PlanProject, 'communityId'>;

const columnsOf = ({ title, field, leadId, goal, startsOn, endsOn }: Project) => ({
	...{ title, field, goal },
	lead_id: leadId,
	starts_on: startsOn,
	ends_on: endsOn
});

async function check(work: Work, centreId: string, input: Project): Promise<void> {
	requireOrder(input);
	await mustBeClaimer(work.db, centreId, { kind: 'organisation', id: input.leadId });
	for (const [table, ids] of [
		['cobuilding.demand', input.demandIds],
		['cobuilding.resource', input.resourceIds]
	] as const) {
		const wanted = [...new Set(ids)];
		if (wanted.length === 0) continue;
		const found = await work.db
			.selectFrom(table)
			.select('id')
			.where('centre_id', '=', centreId)
			.where('id', 'in', wanted)
			.execute();
		if (found.length < wanted.length) throw new Missing('选的需求或资源已经不在清单上了，请刷新页面再选。');
	}
}

async function writeParts(work: Work, centreId: string, id: string, input: Project): Promise<void> {
	const at = { centre_id: centreId, project_id: id };
	await work.db
		.deleteFrom('cobuilding.project_demand')
		.where('centre_id', '=', centreId)
		.where('project_id', '=', id)
		.execute();
	await work.db
		.deleteFrom('cobuilding.project_resource')
		.where('centre_id', '=', centreId)
		.where('project_id', '=', id)
		.execute();
	const [demands, resources] = [[...new Set(input.demandIds)], [...new Set(input.resourceIds)]];
	if (demands.length > 0)
		await work.db
			.insertInto('cobuilding.project_demand')
			.values(demands.map((one) => ({ ...at, demand_id: one })))
			.execute();
	if (resources.length > 0)
		await work.db
			.insertInto('cobuilding.project_resource')
			.values(resources.map((one) => ({ ...at, resource_id: one })))
			.execute();
	await writeMilestones(work, { kind: 'project', centreId, id }, input.milestones);
}

export const projectCommands = commandsOf('project', {
	change: async (work, { centreId, id }, input) => {
		const before = await work.db
			.selectFrom('cobuilding.project')
			.select('field')
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		await requireWords(work.db, centreId, input, [before.field]);
		await check(work, centreId, input);
		await writeParts(work, centreId, id, input);
		return { set: columnsOf(input), data: { field: input.field } };
	},
	start: async (_work, _row, { note }) => ({ note }),
	report: async (work, row, { note }) => {
		await noteProgress(work, row, note);
		return {};
	},
	milestone: async (work, row, { position, doneOn }) => {
		await reachMilestone(work, row, position, doneOn);
		return { data: { position, doneOn } };
	},
	finish: async (work, _row, { outcome }) => ({ set: { outcome, ended_on: shanghaiDate(work.clock()) } }),
	stop: async (work, _row, { reason }) => ({ set: { ended_on: shanghaiDate(work.clock()) }, note: reason })
});
