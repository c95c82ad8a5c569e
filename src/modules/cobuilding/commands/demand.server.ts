import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import { mustBePlace } from '#modules/directory/server.ts';
import { EnterDemand } from '../forms.ts';
import { mayEnterDemand } from '../policy.ts';
import { maskOf } from '../times.ts';
import { requireOrder, requireWords } from './checks.server.ts';
import { mustBeAllowed } from './entering.server.ts';
import { commandsOf } from './transition.server.ts';

/** A community's need goes on the list. Errors: Refused; Invalid; Missing community. */
export const enterDemand = command(
	'cobuilding.enterDemand',
	z.object({ ...EnterDemand.shape, centreId: z.uuid() }),
	async (work, { centreId, communityId, ...input }) => {
		mustBeAllowed(mayEnterDemand, work.actor, centreId);
		await requireWords(work.db, centreId, input);
		requireOrder(input);
		await mustBePlace(work.db, centreId, { communityId });
		const [id, reference] = [newId(), newReference()];
		await work.db
			.insertInto('cobuilding.demand')
			.values({
				...{ centre_id: centreId, id, reference, state: 'open', community_id: communityId },
				...columnsOf(input),
				entered_by: accountOf(work.actor),
				entered_on: shanghaiDate(work.clock())
			})
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'demand', id },
			action: 'demand.entered',
			as: staffRoleOf(work.actor, centreId) ?? 'system',
			channel: 'online',
			data: { field: input.field, communityId }
		});
		return { id, reference };
	}
);

const columnsOf = (input: Omit<EnterDemand, 'communityId'>) => ({
	field: input.field,
	title: input.title,
	description: input.description,
	skills: [...new Set(input.skills)],
	free_times: maskOf(input.times),
	from_on: input.fromOn ?? null,
	until_on: input.untilOn ?? null,
	place: input.place ?? null,
	people: input.people ?? null,
	amount: input.amount ?? null,
	needed_by: input.neededBy ?? null
});

export const demandCommands = commandsOf('demand', {
	change: async (work, { centreId, id }, input) => {
		const before = await work.db
			.selectFrom('cobuilding.demand')
			.select(['field', 'skills'])
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		await requireWords(work.db, centreId, input, [before.field, ...before.skills]);
		requireOrder(input);
		return { set: columnsOf(input), data: { field: input.field } };
	},
	match: async (_work, _row, { note }) => ({ note }),
	meet: async (_work, _row, { note }) => ({ note }),
	reopen: async (_work, _row, { reason }) => ({ note: reason }),
	withdraw: async (_work, _row, { reason }) => ({ note: reason })
});
