import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { subscribe } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { createCentre } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { waitingStates } from './queues.ts';
import { act, addStandardCategories, collectWish, lateCounts, mostUrgent, waitingCounts } from './server.ts';

const { contextOf } = await testDatabase();
subscribe({ 'centre.created': [addStandardCategories] });

let now = new Date('2026-03-02T04:00:00Z');
let centreId: string;
const as = (role: string, at = centreId) => {
	const actor: Actor = {
		kind: 'account',
		accountId: newId(),
		name: role,
		grants: [{ role, centreId: at, scopeId: at }]
	};
	return contextOf(actor, () => now);
};

beforeAll(async () => {
	const centre = await createCentre(contextOf(), {
		districtName: '越秀区',
		slug: 'meihuacun',
		name: '梅花村',
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区']
	});
	centreId = centre.id;
	const collect = () =>
		collectWish(as('clerk'), {
			centreId,
			category: 'goods',
			channel: 'window',
			communityId: centre.communityIds[0] ?? '',
			beneficiaryKind: 'elder',
			told: '想要一个电饭锅',
			name: '林小妹',
			consent: true
		});
	await collect(); // Monday: three working days, due on Thursday the fifth
	now = new Date('2026-03-03T04:00:00Z');
	await collect(); // due on the sixth
	const { id: wishId } = await collect();
	await act('verify', as('clerk'), { centreId, wishId, method: 'phone', result: 'notReached' }); // five more, the tenth
	const { id: rejected } = await collect();
	await act('reject', as('clerk'), { centreId, wishId: rejected, reason: 'unsafe' });
});

test('every state that waits is counted, in the order of the tabs; what has ended does not wait', async () => {
	const counts = await waitingCounts(as('leader'), centreId);
	expect(counts.map(({ state }) => state)).toEqual(waitingStates);
	expect(counts.filter(({ count }) => count > 0)).toEqual([
		{ state: 'collected', count: 2 },
		{ state: 'verifying', count: 1 }
	]);
});

test('late is what was due before today, and what is due today is told apart; the most urgent comes first', async () => {
	now = new Date('2026-03-05T04:00:00Z');
	expect(await lateCounts(as('clerk'), centreId)).toEqual([{ state: 'collected', count: 0, dueToday: 1 }]);
	now = new Date('2026-03-06T04:00:00Z');
	expect(await lateCounts(as('clerk'), centreId)).toEqual([{ state: 'collected', count: 1, dueToday: 1 }]);
	const urgent = await mostUrgent(as('clerk'), centreId, 2);
	expect(urgent.map(({ deadline }) => deadline?.words)).toEqual(['已超期1个工作日', '今天到期']);
	expect((await mostUrgent(as('clerk'), centreId)).map(({ state }) => state)).toEqual([
		'collected',
		'collected',
		'verifying'
	]);
});

test('who has no business with the wishes of the centre learns nothing of them', async () => {
	for (const context of [as('member'), as('clerk', newId()), as('districtOfficer')])
		for (const read of [waitingCounts, lateCounts, mostUrgent])
			await expect(read(context, centreId)).rejects.toMatchObject({ name: 'Missing' });
});
