import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Conflict, Refused } from '#kernel/errors.ts';
import { actionsFor, step } from '#kernel/lifecycle.ts';
import {
	endedStates,
	wishActions,
	wishLifecycle,
	wishStates,
	type WishAction,
	type WishRole,
	type WishState
} from './lifecycle.ts';

const roles = Object.keys(wishLifecycle.roles) as WishRole[];
const ends: readonly WishState[] = endedStates;

/** Where an action may lead for somebody in these roles, or the refusal. */
function tried(from: WishState, action: WishAction, held: readonly WishRole[]): readonly WishState[] | Error {
	try {
		return step(wishLifecycle, from, action, held).to;
	} catch (error) {
		return error as Error;
	}
}

test('every action of every role in every state is decided: it leads somewhere, or it is a Conflict or Refused', () => {
	for (const state of wishStates)
		for (const action of wishActions)
			for (const role of roles) {
				const decided = tried(state, action, [role]);
				const isOffered = actionsFor(wishLifecycle, state, [role]).includes(action);
				if (isOffered) expect(decided).toSatisfy((to: WishState[]) => to.length > 0);
				else expect(decided instanceof Conflict || decided instanceof Refused).toBe(true);
			}
});

test('random walks never leave the table', () => {
	const move = fc.record({ action: fc.constantFrom(...wishActions), held: fc.subarray(roles), choice: fc.nat(9) });
	fc.assert(
		fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
			let state: WishState = wishLifecycle.initial;
			for (const { action, held, choice } of moves) {
				const to = tried(state, action, held);
				if (to instanceof Error) continue;
				expect(ends).not.toContain(state);
				state = to[choice % to.length] as WishState;
				expect(wishStates).toContain(state);
			}
		})
	);
});

test('a clerk and a claimer can bring a wish from every state to its end, and every state can be reached', () => {
	const next = (from: WishState) => Object.values(wishLifecycle.states[from].on).flatMap(({ to }) => [...to]);
	const reached = new Set<WishState>([wishLifecycle.initial]);
	for (const state of reached) for (const to of next(state)) reached.add(to);
	expect([...reached].sort()).toEqual([...wishStates].sort());
	const endsFrom = (state: WishState, seen = new Set<WishState>()): boolean =>
		ends.includes(state) || (!seen.has(state) && next(state).some((to) => endsFrom(to, new Set([...seen, state]))));
	for (const state of wishStates) expect(endsFrom(state)).toBe(true);
});

test('whatever waits for somebody has a time limit, and what has ended has none', () => {
	for (const state of wishStates) expect(wishLifecycle.states[state].within === undefined).toBe(ends.includes(state));
});

test('a wrong state is told in a sentence that names both', () => {
	expect(tried('closed', 'claim', ['candidate'])).toMatchObject({
		name: 'Conflict',
		message: '这个心愿现在是“已归档”，不能“认领”。请刷新页面看最新情况。'
	});
});

test('whoever could never take an action is refused in every state, and learns nothing of the state', () => {
	for (const state of wishStates) expect(tried(state, 'publish', ['candidate'])).toBeInstanceOf(Refused);
});

test('nobody but the person or a clerk confirms that a wish came true', () => {
	for (const state of wishStates)
		for (const role of roles)
			if (actionsFor(wishLifecycle, state, [role]).includes('accept')) expect(['beneficiary', 'clerk']).toContain(role);
});
