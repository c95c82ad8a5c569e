import { sql } from 'kysely';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { isIn, openStates, wishLifecycle, type WishState } from '../lifecycle.ts';
import { takePlace } from './claim.server.ts';

/**
 * Claims a place. When hundreds want the last one, most come too late: they are told so by one read, without waiting for
 * the lock of the winner. A repeated submission goes through to its first result. Errors: those of `takePlace`.
 */
export const claimWish: typeof takePlace = Object.assign(
	async (context: Context, input: Parameters<typeof takePlace>[1], submissionKey?: string) => {
		const state = await stateOf(context, input, submissionKey);
		if (state === 'claimed') throw new Conflict(`${wishLifecycle.name}刚刚已经认领满了，谢谢您。请看看别的心愿。`);
		if (state && !isIn(openStates, state))
			throw new Conflict(`${wishLifecycle.name}现在是“${wishLifecycle.states[state].label}”，不能再认领。`);
		return takePlace(context, input, submissionKey);
	},
	{ within: takePlace.within }
);

/** The state as far as it is public and nothing was submitted under this key; else undefined, and the command decides. */
async function stateOf(
	{ db, actor }: Context,
	{ centreId, wishId }: { centreId: string; wishId: string },
	key?: string
) {
	if (!isId(centreId) || !isId(wishId) || actor.kind !== 'account' || (key !== undefined && !isId(key)))
		return undefined;
	const { rows } = await sql<{ state: WishState }>`
		select state from wishes.wish
		where centre_id = ${centreId} and id = ${wishId} and on_wall and not exists (
			select from kernel.submission
			where centre_id = ${centreId} and actor = ${accountOf(actor)} and key = ${key ?? null}::uuid
		)`.execute(db);
	return rows[0]?.state;
}
