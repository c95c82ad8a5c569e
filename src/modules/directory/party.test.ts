import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aboveIt, partyTree, type PartyLevel } from './index.ts';
import {
	addCommunity,
	addOrganisation,
	addPartyOrganisation,
	changePartyOrganisation,
	createCentre,
	organisationPage,
	partyOrganisationById,
	partyOrganisationsOf,
	partyPage
} from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = async (slug: string) => {
	const { id } = await createCentre(contextOf(), {
		...{ districtName: '越秀区', slug, name: slug, address: '梅花路1号', phone: '020-12345678' },
		openingHours: '每天',
		communities: ['梅花社区']
	});
	return id;
};
const here = await centre('here');
let made = 0;
const add = (level: PartyLevel, parentId: string | null = null, centreId = here) =>
	addPartyOrganisation(contextOf(), { centreId, level, parentId, name: `${level}${(made += 1)}` });
const move = async (id: string, parentId: string | null, centreId = here, more: { active?: boolean } = {}) => {
	const { level, name, active } = await partyOrganisationById(db, centreId, id);
	return changePartyOrganisation(contextOf(), { centreId, id, level, name, active, parentId, ...more });
};

/** Nobody is above themself, and from everywhere one comes to a top. */
async function isTree(centreId: string): Promise<boolean> {
	const parents = new Map((await partyOrganisationsOf(db, centreId)).map(({ id, parentId }) => [id, parentId]));
	return [...parents.keys()].every((start) => {
		const seen = new Set<string>();
		for (let at: string | null | undefined = start; at; at = parents.get(at)) {
			if (seen.has(at)) return false;
			seen.add(at);
		}
		return true;
	});
}

test('whatever is moved below whatever, one after the other or at once, it stays a tree', async () => {
	const centreId = await centre('moving');
	const ids: string[] = [];
	for (let n = 0; n < 6; n++) ids.push(await add('committee', ids[n - 1] ?? null, centreId));
	const place = fc.integer({ min: 0, max: ids.length - 1 });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(place, fc.option(place)), { minLength: 1, maxLength: 8 }), async (moves) => {
			const done = await Promise.allSettled(
				moves.map(([from, to]) => move(ids[from] ?? '', to === null ? null : (ids[to] ?? null), centreId))
			);
			for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'Conflict' });
			expect(await isTree(centreId)).toBe(true);
		}),
		{ numRuns: 40 }
	);
});

test('two that move below each other at the same moment: one of them is told why not; the database alone would refuse it, too', async () => {
	for (let n = 0; n < 10; n++) {
		const [a, b] = [await add('committee'), await add('committee')];
		const results = await Promise.allSettled([move(a, b), move(b, a)]);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const under = (id: string, parent: string) =>
			db.updateTable('directory.party_organisation').set({ parent_id: parent }).where('id', '=', id).execute();
		const [c, d] = [await add('committee'), await add('committee')];
		const raw = await Promise.allSettled([under(c, d), under(d, c)]);
		expect(raw.filter(({ status }) => status === 'rejected')).toHaveLength(1);
	}
	expect(await isTree(here)).toBe(true);
});

test('levels go down: a group hangs below a branch, a committee below no branch; what has something below it is not retired', async () => {
	const [committee, branch] = [await add('committee'), await add('branch')];
	await move(branch, committee);
	const group = await add('group', branch);
	for (const [level, parent] of [
		['group', committee],
		['group', null],
		['committee', branch],
		['branch', branch],
		['branch', group]
	] as const)
		await expect(add(level, parent)).rejects.toMatchObject({ name: 'Conflict' });
	await expect(move(committee, null, here, { active: false })).rejects.toMatchObject({ name: 'Conflict' });
	await move(group, branch, here, { active: false });
	await move(branch, committee, here, { active: false });
	await move(committee, null, here, { active: false });
	await expect(add('branch', committee)).rejects.toMatchObject({ name: 'Conflict' });
	await expect(add('branch', newId())).rejects.toMatchObject({ name: 'Missing' });
	const tree = partyTree(
		await partyOrganisationsOf(db, here),
		new Map([
			[group, 3],
			[branch, 4]
		])
	);
	expect(tree.find(({ party }) => party.id === committee)).toMatchObject({ own: 0, total: 7 });
	expect(aboveIt(await partyOrganisationsOf(db, here), group).map(({ id }) => id)).toEqual([committee, branch]);
	await expect(
		addPartyOrganisation(contextOf(guest), { centreId: here, level: 'branch', name: '某支部' })
	).rejects.toMatchObject({ name: 'Refused' });
});

test('party organisations and units are found by any piece of their names and of their initials, page by page', async () => {
	const centreId = await centre('searching');
	const communityId = await addCommunity(contextOf(), { centreId, name: '府学社区' });
	for (const name of ['府学社区党支部', '区税务局第一党支部', '重庆路小学支部'])
		await addPartyOrganisation(contextOf(), { centreId, name, level: 'branch', communityId });
	const found = async (q: string) => (await partyPage(db, centreId, { q })).organisations.map(({ name }) => name);
	expect(await found('fx')).toEqual(['府学社区党支部']);
	expect(await found('学社')).toEqual(['府学社区党支部']);
	expect(await found('CQL')).toEqual(['重庆路小学支部']);
	expect(await found('支部 学')).toEqual(['府学社区党支部', '重庆路小学支部']);
	expect(await found('社学')).toEqual([]);
	expect(await found('%')).toEqual([]);
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 7 }), async (from, size) => {
			const [name, initials] = ['府学社区党支部', 'fxsqdzb'];
			expect(await found(name.slice(from, from + size))).toContain(name);
			expect(await found(initials.slice(from, from + size))).toContain(name);
		})
	);
	for (let n = 0; n < 60; n++) await addOrganisation(contextOf(), { centreId, name: `第${n}公司`, kind: 'newSector' });
	const first = await organisationPage(db, centreId, { q: '公司', kind: 'newSector' });
	const second = await organisationPage(db, centreId, { q: 'gs', after: first.next ?? undefined });
	expect([first.organisations.length, second.organisations.length, second.next]).toEqual([50, 10, null]);
	expect(new Set([...first.organisations, ...second.organisations].map(({ id }) => id)).size).toBe(60);
});
