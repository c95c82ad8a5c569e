import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBeClaimer, mustBePlace } from '#modules/directory/server.ts';
import { OfferResource } from '../forms.ts';
import { mayKeepLists, representedBy } from '../policy.ts';
import { maskOf } from '../times.ts';
import { requireOrder, requireWords, wrong } from './checks.server.ts';
import { mustBeAllowed } from './entering.server.ts';
import { commandsOf } from './transition.server.ts';

/** An organisation's resource goes on the list, by its representative or a clerk. Errors: Refused; Invalid; Missing organisation, community. */
export const offerResource = command(
	'cobuilding.offerResource',
	z.object({ ...OfferResource.shape, centreId: z.uuid() }),
	async (work, { centreId, organisationId, ...input }) => {
		const isOwn = representedBy(work.actor, centreId).includes(organisationId);
		if (!isOwn) mustBeAllowed(mayKeepLists, work.actor, centreId);
		await mustBeClaimer(work.db, centreId, { kind: 'organisation', id: organisationId });
		await requireWords(work.db, centreId, input);
		requireOrder(input);
		await mustBePlace(work.db, centreId, { communityId: input.communityId });
		const [id, reference] = [newId(), newReference()];
		await work.db
			.insertInto('cobuilding.resource')
			.values({
				...{ centre_id: centreId, id, reference, state: 'open', organisation_id: organisationId },
				...columnsOf(input),
				entered_by: accountOf(work.actor),
				entered_on: shanghaiDate(work.clock())
			})
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'resource', id },
			action: 'resource.offered',
			as: isOwn ? 'representative' : work.actor.kind === 'system' ? 'system' : 'clerk',
			channel: 'online',
			data: { organisationId, kind: input.kind, field: input.field }
		});
		return { id, reference };
	}
);

const columnsOf = (input: Omit<OfferResource, 'organisationId'>) => ({
	kind: input.kind,
	field: input.field,
	title: input.title,
	description: input.description,
	skills: [...new Set(input.skills)],
	free_times: maskOf(input.times),
	amount: input.amount ?? null,
	community_id: input.communityId ?? null,
	place: input.place ?? null,
	valid_from: input.validFrom ?? null,
	valid_until: input.validUntil ?? null
});

export const resourceCommands = commandsOf('resource', {
	change: async (work, { centreId, id }, input) => {
		const before = await work.db
			.selectFrom('cobuilding.resource')
			.select(['field', 'skills'])
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		await requireWords(work.db, centreId, input, [before.field, ...before.skills]);
		requireOrder(input);
		await mustBePlace(work.db, centreId, { communityId: input.communityId });
		return { set: columnsOf(input), data: { kind: input.kind, field: input.field } };
	},
	lend: async (_work, _row, { note }) => ({ note }),
	giveBack: async (_work, _row, { note }) => ({ note }),
	useUp: async (_work, _row, { note }) => ({ note }),
	renew: async (work, { centreId, id }, { validUntil, note }) => {
		const { valid_from: validFrom } = await work.db
			.selectFrom('cobuilding.resource')
			.select('valid_from')
			.where('centre_id', '=', centreId)
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		if (validUntil !== undefined && validUntil < shanghaiDate(work.clock()))
			throw wrong('validUntil', '这一天已经过去了，请填今天以后的日期');
		requireOrder({ validFrom: validFrom ?? undefined, validUntil });
		return { set: { valid_until: validUntil ?? null }, note };
	},
	withdraw: async (_work, _row, { reason }) => ({ note: reason })
});
