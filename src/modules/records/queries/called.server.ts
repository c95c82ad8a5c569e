import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import { isMember, isRepresentative } from '../policy.ts';

/** How a member is called: by name for themself, for those who keep the roster and for their own unit, by alias for others. */
export interface Called {
	id: string;
	label: string;
	organisationId: string | null;
}

/** By id, in no order. */
export async function calledOf(
	{ db, actor }: Context,
	centreId: string,
	memberIds: readonly string[]
): Promise<Map<string, Called>> {
	if (memberIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('directory.member')
		.select(['id', 'alias', 'person_id', 'organisation_id'])
		.where('centre_id', '=', centreId)
		.where('id', '=', sql<string>`any(${[...new Set(memberIds)]})`)
		.execute();
	const keeps = mayKeep(actor, centreId);
	const named = rows.filter(
		({ id, organisation_id }) =>
			keeps || isMember(actor, centreId, id) || isRepresentative(actor, centreId, organisation_id)
	);
	const names = await namesOnRoster(
		db,
		centreId,
		named.map(({ person_id }) => person_id)
	);
	return new Map(
		rows.map(({ id, alias, person_id, organisation_id }) => [
			id,
			{ id, label: names.get(person_id) ?? alias, organisationId: organisation_id }
		])
	);
}
