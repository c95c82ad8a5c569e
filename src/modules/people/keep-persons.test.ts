import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workIn, type Work } from '#kernel/command.ts';
import { createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { keepPerson, keepPersons, ownContact, type KnownPerson } from './server.ts';

const { db, contextOf } = await testDatabase();
let centres = 0;
const centre = () =>
	createCentre(contextOf(), {
		...{ districtName: '越秀区', slug: `centre-${(centres += 1)}`, name: '梅花村', address: '梅花路1号' },
		...{ phone: '020-12345678', openingHours: '每天', communities: ['梅花社区', '竹丝社区'] }
	});
const within = <T>(run: (work: Work) => Promise<T>) =>
	db.transaction().execute((transaction) => run(workIn(contextOf(), transaction)));
const accounts = await Promise.all(
	['13700000001', '13700000002'].map((phone) => createAccount(contextOf(), { name: '居民', phone }))
);

const person = fc.record({
	name: fc.constantFrom('王芳', ' 王芳', '李四', '', null),
	phone: fc.constantFrom('13700000001', '137 0000 0001', '13700000002', '13700000003', null),
	address: fc.constantFrom('梅花路1号101', '梅花路2号', null),
	place: fc.constantFrom(0, 1, null),
	account: fc.option(fc.constantFrom(0, 1), { freq: 4 })
});

test('many kept at once are the same people as one kept after the other', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async (told) => {
			const [one, other] = [await centre(), await centre()];
			const knownIn = ({ id, communityIds }: typeof one): KnownPerson[] =>
				told.map(({ place, account, ...known }) => ({
					...known,
					centreId: id,
					communityId: place === null ? null : communityIds[place],
					accountId: account === null ? null : accounts[account]
				}));
			const single: string[] = [];
			for (const known of knownIn(one)) single.push(await within((work) => keepPerson(work, known)));
			const bulk = await within((work) => keepPersons(work, knownIn(other)));
			const pattern = (ids: readonly string[]) => ids.map((id) => ids.indexOf(id));
			expect(pattern(bulk)).toEqual(pattern(single));
			const contents = (centreId: string, ids: readonly string[]) =>
				Promise.all(ids.map((id) => ownContact(db, centreId, id)));
			expect(await contents(other.id, bulk)).toEqual(await contents(one.id, single));
		}),
		{ numRuns: 40 }
	);
});

test('two who keep the same people at once, in any order, keep each once', async () => {
	const { id: centreId } = await centre();
	const known = Array.from({ length: 300 }, (_, at) => ({
		centreId,
		name: `陈${at}`,
		phone: String(13_600_000_000 + at)
	}));
	const [some, others] = await Promise.all([
		within((work) => keepPersons(work, known)),
		within((work) => keepPersons(work, known.toReversed()))
	]);
	expect(others.toReversed()).toEqual(some);
	expect(new Set(some).size).toBe(300);
});
