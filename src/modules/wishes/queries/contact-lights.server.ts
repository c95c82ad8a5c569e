import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { claimersOf } from '../policy.ts';

/** Until when the actor, for themself or an organisation, should be in touch with the person, by wish; none once they were. */
export async function contactLights(
	{ db, actor, clock }: Context,
	centreId: string,
	wishIds: readonly string[]
): Promise<Map<string, DeadlineView>> {
	const ids = claimersOf(actor, centreId).map(({ id }) => id);
	if (ids.length === 0 || wishIds.length === 0) return new Map();
	const claims = await db
		.selectFrom('wishes.claim')
		.select(['id', 'wish_id'])
		.where('centre_id', '=', centreId)
		.where('wish_id', 'in', wishIds)
		.where('state', '=', 'held')
		.where('contacted_on', 'is', null)
		.where((eb) => eb.or([eb('member_id', 'in', ids), eb('organisation_id', 'in', ids)]))
		.execute();
	const claimIds = claims.map(({ id }) => id);
	const lights = await deadlinesOf(db, centreId, claimIds, shanghaiDate(clock()));
	return new Map(
		claims.flatMap(({ id, wish_id }): [string, DeadlineView][] => {
			const light = lights.get(id);
			return light ? [[wish_id, light]] : [];
		})
	);
}
