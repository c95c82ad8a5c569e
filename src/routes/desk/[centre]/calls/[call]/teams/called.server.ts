import type { Context } from '#kernel/command.ts';
import { mayReadNames } from '#modules/calls/index.ts';
import { namesOnRoster } from '#modules/people/server.ts';

interface Willing {
	memberId: string;
	personId: string;
	alias: string;
	gridName: string | null;
}

/** Those who can be chosen, by name for whoever sees the roster, else as they are called in public. */
export async function called({ db, actor }: Context, centreId: string, people: readonly Willing[]) {
	const names = mayReadNames(actor, centreId)
		? await namesOnRoster(
				db,
				centreId,
				people.map(({ personId }) => personId)
			)
		: undefined;
	return people.map(({ memberId, personId, alias, gridName }) => ({
		value: memberId,
		label: `${names?.get(personId) ?? alias}${gridName ? `（${gridName}）` : ''}`
	}));
}
