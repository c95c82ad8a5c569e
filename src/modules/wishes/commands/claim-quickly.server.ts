import { sql } from 'kysely';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { gathered } from '#kernel/gather.ts';
import { isId } from '#kernel/ids.ts';
import { isIn, openStates, wishLifecycle, type WishState } from '../lifecycle.ts';
import { takePlace } from './claim.server.ts';

/**
 * Claims a place. When hundreds want the last one, most come too late: they are told so by one read, without waiting for
 * the lock of the winner. A repeated submission goes through to its first result. Errors: those of `takePlace`.
 */
export const claimWish: typeof takePlace = Object.assign(
	async (context: Context, input: Parameters<typeof takePlace>[1], submissionKey?: string) => {
		const state = await publicState(context, input, submissionKey);
		if (state === 'claimed') throw new Conflict(`${wishLifecycle.name}刚刚已经认领满了，谢谢您。请看看别的心愿。`);
		if (state && !isIn(openStates, state))
			throw new Conflict(`${wishLifecycle.name}现在是“${wishLifecycle.states[state].label}”，不能再认领。`);
		return takePlace(context, input, submissionKey);
	},
	{ within: takePlace.within }
);

interface Question {
	centre: string;
	wish: string;
	actor: string;
	key: string | null;
}

/** The state of a wish on the wall, unless something was submitted under this key before. */
const stateUnlessSubmitted = gathered(async (db: Db, questions: Question[]): Promise<(WishState | undefined)[]> => {
	const { rows } = await sql<{ at: number; state: WishState }>`
		select q.at, w.state
		from json_to_recordset(${JSON.stringify(questions.map((question, at) => ({ ...question, at })))}::json)
			as q (at int, centre uuid, wish uuid, actor text, key uuid)
		join wishes.wish w on w.centre_id = q.centre and w.id = q.wish and w.on_wall
		where not exists (
			select from kernel.submission s where s.centre_id = q.centre and s.actor = q.actor and s.key = q.key
		)`.execute(db);
	const states: (WishState | undefined)[] = questions.map(() => undefined);
	for (const { at, state } of rows) states[at] = state;
	return states;
});

/** Undefined where the command itself has to decide. Inside a transaction there is no rush to spare. */
async function publicState(
	{ db, actor }: Context,
	{ centreId, wishId }: { centreId: string; wishId: string },
	key?: string
) {
	const accountId = accountOf(actor);
	const isAsked = isId(centreId) && isId(wishId) && (key === undefined || isId(key));
	if (db.isTransaction || accountId === null || !isAsked) return undefined;
	return stateUnlessSubmitted(db, { centre: centreId, wish: wishId, actor: accountId, key: key ?? null });
}
