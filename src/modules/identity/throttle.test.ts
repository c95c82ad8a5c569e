import { expect, test } from 'vitest';
import { Refused } from '#kernel/errors.ts';
import { testDatabase } from '#tests/support/database.ts';
import { gates, reopen, take } from './throttle.server.ts';

const { contextOf } = await testDatabase();
test('whoever signs in twice at once is not held up by the first success, which forgets all tries', async () => {
	const gate = { ...gates.signInByName, kind: 'wide', tries: 1_000_000 };
	const lane = async (work: () => Promise<unknown>) => {
		for (let round = 0; round < 200; round += 1) await work();
	};
	const tries = () => take(contextOf(), gate, 'he');
	const success = () => reopen(contextOf(), gate, 'he');
	await Promise.all([tries, tries, tries, success, success, success].map(lane));
	expect(await tries()).toBeLessThan(gate.tries);
});

test('parallel tries do not slip past the last one', async () => {
	const tries = await Promise.allSettled(
		Array.from({ length: 20 }, () => take(contextOf(), gates.signInByName, 'she'))
	);
	expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(gates.signInByName.tries);
	for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refused);
});
