import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKnown } from '#kernel/errors.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { actionInput } from '#tests/support/inputs.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { wishActions, wishLifecycle, type WishState } from './lifecycle.ts';
import { act } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;

const stateOf = async (wishId: string) => {
	const wish = await db
		.selectFrom('wishes.wish')
		.select(['state', 'claimed_count', 'on_wall'])
		.where('id', '=', wishId)
		.executeTakeFirstOrThrow();
	const held = await db
		.selectFrom('wishes.claim')
		.select('id')
		.where('wish_id', '=', wishId)
		.where('state', '=', 'held')
		.execute();
	return { ...wish, state: wish.state as WishState, held: held.length };
};

test('whoever tries whatever in whichever order: a command does what the table says, or says why not and changes nothing', async () => {
	const visitor = fc.constantFrom(
		'clerk',
		'clerk',
		'clerk',
		'claimer',
		'claimer',
		'beneficiary',
		'gridWorker',
		'member',
		'resident',
		'leader',
		'otherClerk',
		'guest'
	);
	const move = fc.record({ action: fc.constantFrom(...wishActions), visitor });
	const begin = fc.constantFrom(
		'collected',
		'verifying',
		'published',
		'claimed',
		'implementing',
		'submitted',
		'accepted'
	);
	await fc.assert(
		fc.asyncProperty(begin, fc.array(move, { minLength: 6, maxLength: 14 }), async (state, moves) => {
			const wishId = await wishIn(cast, state);
			let now = await stateOf(wishId);
			for (const { action, visitor } of moves) {
				const attempt = act(action, cast.as(visitor), { ...actionInput(action, cast, visitor), centreId, wishId });
				const outcome = await attempt.catch((error: unknown) => error as Error);
				const then = await stateOf(wishId);
				if (outcome instanceof Error) {
					expect([isKnown(outcome), outcome.message]).toEqual([true, outcome.message]);
					expect(then).toEqual(now);
				} else {
					expect(wishLifecycle.states[now.state].on[action]?.to).toContain(then.state);
					expect(outcome.state).toBe(then.state);
				}
				expect(then.claimed_count).toBe(then.held);
				now = then;
			}
		}),
		{ numRuns: 25 }
	);
}, 60_000);
