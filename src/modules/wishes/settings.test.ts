import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { mayPauseDeadlines } from '#modules/deadlines/index.ts';
import { roleNames } from '#modules/identity/index.ts';
import { limitsOfWishes, maySeeAll, waitingStates, wishLifecycle, wishStates } from './index.ts';

test('every state that waits has a time limit, and a centre may choose each of them', () => {
	const rules = limitsOfWishes.map(({ rule }) => rule);
	for (const state of waitingStates)
		expect([state, wishLifecycle.states[state].within]).not.toEqual([state, undefined]);
	const timed = wishStates.filter((state) => wishLifecycle.states[state].within);
	expect(rules).toEqual([...timed.map((state) => `wish.${state}`), 'wish.contact']);
	expect(new Set(timed)).toEqual(new Set(waitingStates));
});

test('whoever may stop the clock of a wish may see the wish', () => {
	for (const centreId of ['here', null])
		for (const role of roleNames) {
			const grants = [{ role, centreId, scopeId: 'here' }];
			const actor: Actor = { kind: 'account', accountId: 'somebody', name: '', grants };
			if (mayPauseDeadlines(actor, 'here'))
				expect([role, centreId, maySeeAll(actor, 'here')]).toEqual([role, centreId, true]);
		}
});
