import { sql } from 'kysely';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { gathered } from '#kernel/gather.ts';
import { isId } from '#kernel/ids.ts';
import { turns } from '#kernel/turns.ts';
import { isIn, openStates, wishLifecycle, type WishState } from '../lifecycle.ts';
import { takePlace } from './claim.server.ts';

/**
 * Claims a place. When hundreds want the last one, most come too late: they are told so by one read for all of them. Those
 * who come in time go one by one, and look again when the wish has been taken before their turn. A repeated submission
 * goes through to its first result. Errors: those of `takePlace`.
 */
export const claimWish: typeof takePlace = Object.assign(
	async (context: Context, input: Parameters<typeof takePlace>[1], submissionKey?: string) => {
		// one transaction must not wait for the turn of another
		if (context.db.isTransaction) return takePlace(context, input, submissionKey);
		do refuseLate(await publicState(context, input, submissionKey));
		while (!(await claimers.enter(input.wishId)));
		let isOpen = false;
		try {
			const done = await takePlace(context, input, submissionKey);
			isOpen = isIn(openStates, done.state);
			return done;
		} finally {
			claimers.leave(input.wishId, isOpen ? 'next' : 'breakUp');
		}
	},
	{ within: takePlace.within }
);

const claimers = turns();

/** Errors: Conflict when it is too late. */
function refuseLate(state: WishState | undefined): void {
	if (state === 'claimed') throw FULL;
	if (state && !isIn(openStates, state))
		throw new Conflict(`${wishLifecycle.name}现在是“${wishLifecycle.states[state].label}”，不能再认领。`);
}

/** Made once: for the hundreds who come too late, noting where each was thrown costs as much as telling them. */
const FULL = new Conflict(`${wishLifecycle.name}刚刚已经认领满了，谢谢您。请看看别的心愿。`);

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

/** Undefined where the command itself has to decide. */
async function publicState(
	{ db, actor }: Context,
	{ centreId, wishId }: { centreId: string; wishId: string },
	key?: string
) {
	const accountId = accountOf(actor);
	const isAsked = isId(centreId) && isId(wishId) && (key === undefined || isId(key));
	if (accountId === null || !isAsked) return undefined;
	return stateUnlessSubmitted(db, { centre: centreId, wish: wishId, actor: accountId, key: key ?? null });
}
