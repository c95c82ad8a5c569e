import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { busyDaysIn, keepPerson, openContact, openingsIn } from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = async (slug: string) =>
	(
		await createCentre(contextOf(), {
			districtName: '越秀区',
			slug,
			name: slug,
			address: '梅花路1号',
			phone: '020-12345678',
			openingHours: '每天',
			communities: ['梅花社区']
		})
	).id;
const [centreId, other] = [await centre('here'), await centre('there')];
const holding = (role: string, at: string | null, accountId = newId()): Actor => ({
	kind: 'account',
	accountId,
	name: '',
	grants: [{ role, centreId: at, scopeId: at ?? other }]
});
const viewer = (name: string, phone: string) => createAccount(contextOf(), { name, phone });
const [wang, li] = [await viewer('王', '13400000001'), await viewer('李', '13400000002')];
const subject = { kind: 'wish', id: newId() };
const open = (accountId: string, at: string, times = 1, where = centreId) =>
	db.transaction().execute(async (transaction) => {
		const work = workIn(contextOf(holding('clerk', where, accountId), clockAt(new Date(at))), transaction);
		const personId = await keepPerson(work, { centreId: where, name: '赵', phone: '13800000000' });
		for (let n = 0; n < times; n++)
			await openContact(work, { centreId: where, personId, subject, fields: ['phone'], as: 'clerk', reason: '核实' });
	});
await open(wang, '2026-05-01T15:00:00Z', 2); // 23:00 in Shanghai
await open(wang, '2026-05-01T16:30:00Z', 3); // the next day there
await open(li, '2026-05-02T02:00:00Z');
await open(li, '2026-05-02T02:00:00Z', 5, other);
const asAuditor = contextOf(holding('auditor', centreId), clockAt(new Date('2026-05-10T00:00:00Z')));

test('openings are told newest first, with how often the account looked on that day in Shanghai, and nothing of the person', async () => {
	const { openings, next } = await openingsIn(asAuditor, centreId);
	expect(openings.map(({ viewer, thatDay }) => [viewer, thatDay])).toEqual([
		['李', 1],
		['王', 3],
		['王', 3],
		['王', 3],
		['王', 2],
		['王', 2]
	]);
	expect(next).toBeNull();
	expect(openings[0]).toMatchObject({ as: 'clerk', fields: ['phone'], reason: '核实', subject });
	expect(JSON.stringify(openings)).not.toContain('赵');
	expect((await openingsIn(asAuditor, centreId, { viewerId: li })).openings).toHaveLength(1);
	expect((await openingsIn(asAuditor, centreId, { after: openings[3]?.id })).openings).toHaveLength(2);
});

test('a day on which one account looked more often than the limit stands out', async () => {
	expect(await busyDaysIn(asAuditor, centreId, 2)).toEqual([
		{ day: '2026-05-02', viewerId: wang, viewer: '王', count: 3 }
	]);
	expect(await busyDaysIn(asAuditor, centreId, 3)).toEqual([]);
});

test('auditors and administrators of the centre or of all read it, nobody else', async () => {
	for (const actor of [guest, holding('clerk', centreId), holding('leader', centreId), holding('auditor', other)]) {
		await expect(openingsIn(contextOf(actor), centreId)).rejects.toMatchObject({ name: 'Refused' });
		await expect(busyDaysIn(contextOf(actor), centreId, 1)).rejects.toMatchObject({ name: 'Refused' });
	}
	for (const actor of [holding('administrator', centreId), holding('auditor', null), holding('administrator', null)])
		expect((await openingsIn(contextOf(actor), centreId)).openings).toHaveLength(6);
});

test('a page holds fifty, and the next one goes on behind it', async () => {
	await open(wang, '2026-05-03T02:00:00Z', 60);
	const first = await openingsIn(asAuditor, centreId);
	const second = await openingsIn(asAuditor, centreId, { after: first.next ?? '' });
	expect([first.openings.length, second.openings.length, second.next]).toEqual([50, 16, null]);
	const ids = [...first.openings, ...second.openings].map(({ id }) => id);
	expect(new Set(ids).size).toBe(66);
});
