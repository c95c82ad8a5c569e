import { expect, test } from 'vitest';
import { Conflict, Refused } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import type { CoRole } from './lifecycle.ts';
import { coKinds, nouns } from './nouns.ts';
import { transitionsOf } from './transitions.ts';

const roles: CoRole[] = ['clerk', 'leader', 'enterer', 'representative', 'system'];

test.each(coKinds)(
	'%s: every action of every role in every state leads somewhere, or is a Conflict or Refused',
	(kind) => {
		const { lifecycle } = nouns[kind];
		for (const state of Object.keys(lifecycle.states))
			for (const action of Object.keys(lifecycle.actions))
				for (const role of roles) {
					const isOffered = lifecycle.states[state]?.on[action]?.by.includes(role);
					try {
						for (const to of step(lifecycle, state, action, [role]).to) expect(lifecycle.states).toHaveProperty(to);
						expect(isOffered).toBe(true);
					} catch (error) {
						expect(error instanceof Conflict || error instanceof Refused).toBe(true);
						expect(isOffered).not.toBe(true);
					}
				}
	}
);

test.each(coKinds)(
	'%s: every state can be reached, and every action has a page, an address and a fact of its own',
	(kind) => {
		const { lifecycle } = nouns[kind];
		const reached = new Set([lifecycle.initial]);
		for (const state of reached)
			for (const next of Object.values(lifecycle.states[state]?.on ?? {}))
				for (const to of next?.to ?? []) reached.add(to);
		expect([...reached].sort()).toEqual(Object.keys(lifecycle.states).sort());
		const transitions = Object.values(transitionsOf(kind));
		expect(Object.keys(transitionsOf(kind)).sort()).toEqual(Object.keys(lifecycle.actions).sort());
		for (const name of ['path', 'fact'] as const)
			expect(new Set(transitions.map((one) => one[name])).size).toBe(transitions.length);
	}
);

test('nobody signs or ends for both: what binds a community is decided by its own side', () => {
	const { states } = nouns.agreement.lifecycle;
	for (const action of ['fulfil', 'end']) expect(states['agreed']?.on[action]?.by).toEqual(['clerk', 'leader']);
	expect(nouns.plan.lifecycle.states['drafting']?.on['adopt']?.by).toEqual(['leader']);
});
