import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import { mustBePlace } from '#modules/directory/server.ts';
import { BeginPlan } from '../forms.ts';
import { mayDraft } from '../policy.ts';
import { linesOf } from '../queries/plan-lines.server.ts';
import { requirePast, wrong } from './checks.server.ts';
import { mustBeAllowed } from './entering.server.ts';
import { linesFrom } from './plan-lines.server.ts';
import { commandsOf } from './transition.server.ts';

/** One plan for each community and year; who begins it again is led to the one there is. Errors: Refused; Missing community. */
export const beginPlan = command(
	'cobuilding.beginPlan',
	z.object({ ...BeginPlan.shape, centreId: z.uuid() }),
	async (work, { centreId, communityId, year }) => {
		mustBeAllowed(mayDraft, work.actor, centreId);
		await mustBePlace(work.db, centreId, { communityId });
		const inserted = await work.db
			.insertInto('cobuilding.plan')
			.values({
				...{ centre_id: centreId, id: newId(), state: 'drafting', community_id: communityId, year },
				entered_by: accountOf(work.actor),
				entered_on: shanghaiDate(work.clock())
			})
			.onConflict((conflict) => conflict.columns(['centre_id', 'community_id', 'year']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!inserted)
			return work.db
				.selectFrom('cobuilding.plan')
				.select('id')
				.where('centre_id', '=', centreId)
				.where('community_id', '=', communityId)
				.where('year', '=', year)
				.executeTakeFirstOrThrow();
		await work.record({
			centreId,
			subject: { kind: 'plan', id: inserted.id },
			action: 'plan.begun',
			as: staffRoleOf(work.actor, centreId) ?? 'system',
			channel: 'online',
			data: { communityId, year }
		});
		return inserted;
	}
);

export const planCommands = commandsOf('plan', {
	change: async (work, row, input) => {
		const lines = await linesFrom(work, row, input);
		await work.db
			.deleteFrom('cobuilding.plan_line')
			.where('centre_id', '=', row.centreId)
			.where('plan_id', '=', row.id)
			.execute();
		if (lines.length > 0) await work.db.insertInto('cobuilding.plan_line').values(lines).execute();
		return { data: { lines: lines.length } };
	},
	adopt: async (work, { centreId, id }, { note }) => {
		const lines = await linesOf(work.db, centreId, id);
		if (lines.length === 0) throw new Conflict('计划还是空的，请先写上这一年打算做什么。');
		const { version: before } = await work.db
			.selectFrom('cobuilding.plan')
			.select('version')
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const [version, adoptedOn] = [before + 1, shanghaiDate(work.clock())];
		await work.db
			.insertInto('cobuilding.plan_version')
			.values({
				...{ centre_id: centreId, plan_id: id, version, adopted_on: adoptedOn, adopted_by: accountOf(work.actor) },
				lines: JSON.stringify(
					lines.map(({ month, title, agreementId, projectId }) => ({ month, title, agreementId, projectId }))
				)
			})
			.execute();
		return { set: { version, adopted_on: adoptedOn }, data: { version, lines: lines.length }, note };
	},
	carryOut: async (work, { centreId, id }, { lineId, doneOn }) => {
		requirePast(work, 'doneOn', doneOn);
		const { numUpdatedRows } = await work.db
			.updateTable('cobuilding.plan_line')
			.set({ done_on: doneOn })
			.where('centre_id', '=', centreId)
			.where('plan_id', '=', id)
			.where('id', '=', lineId)
			.where('agreement_id', 'is', null)
			.where('project_id', 'is', null)
			.where('done_on', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw wrong('lineId', '没有这一项，或者它已经完成了');
		return { data: { lineId, doneOn } };
	},
	revise: async (_work, _row, { reason }) => ({ note: reason })
});
