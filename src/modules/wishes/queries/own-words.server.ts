import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { open } from '#kernel/secrets.ts';

const LONGEST = 24;

/** How the person themself began to tell each of their wishes: by this they know it again before it has a title. */
export async function ownWords({ db, actor }: Context, ids: readonly string[]): Promise<Map<string, string>> {
	const accountId = accountOf(actor);
	if (accountId === null || ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('wishes.wish as w')
		.innerJoin('people.person as p', (join) =>
			join.onRef('p.centre_id', '=', 'w.centre_id').onRef('p.id', '=', 'w.person_id')
		)
		.select(['w.id', 'w.told_sealed'])
		.where('p.account_id', '=', accountId)
		.where('w.id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, told_sealed }) => [id, beginning(open(told_sealed))]));
}

function beginning(told: string): string {
	const words = [...told.replace(/\s+/g, ' ')];
	return words.length > LONGEST ? `${words.slice(0, LONGEST).join('')}…` : words.join('');
}
