import { beforeAll, expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { testDatabase } from '#tests/support/database.ts';
import {
	addMember,
	addOrganisation,
	changeMember,
	changeOrganisation,
	claimerLabels,
	claimersOf,
	createCentre,
	findClaimers,
	mustBeClaimer,
	membersOf
} from './server.ts';

const { db, contextOf } = await testDatabase();
const { id: centreId } = await createCentre(contextOf(), {
	districtName: '越秀区',
	slug: 'meihuacun',
	name: '梅花村',
	address: '梅花路1号',
	phone: '020-12345678',
	openingHours: '每天',
	communities: ['梅花社区']
});
/** A bare row: people's own commands stand above this module. */
const person = async () => {
	const id = newId();
	const row = { centre_id: centreId, id, name_sealed: seal('王'), created_at: new Date() };
	await db.insertInto('people.person').values(row).execute();
	return id;
};
const member = async (alias: string, organisationId: string | null = null) =>
	addMember(contextOf(), { centreId, personId: await person(), alias, kind: 'inService', organisationId });
const organisation = (name: string) => addOrganisation(contextOf(), { centreId, name, kind: 'government' });

let ids: Record<'tax' | 'bureau' | 'wang' | 'wangOfTax' | 'li', string>;
beforeAll(async () => {
	const [tax, bureau] = [await organisation('区税务局'), await organisation('100%服务站')];
	ids = {
		tax,
		bureau,
		wang: await member('王阿姨'),
		wangOfTax: await member('王先生', tax),
		li: await member('李女士')
	};
});
const called = (word: string) => [{ word, tokens: [] }];
const found = async (q: string) => (await findClaimers(db, centreId, q)).map(({ label }) => label);

test('claimers are found by part of an organisation’s name, or by alias and organisation', async () => {
	expect(await found('税务')).toEqual(['区税务局']);
	expect(await found('王')).toEqual(['王先生（区税务局）', '王阿姨']);
	expect(await found(' 王  税务 ')).toEqual(['王先生（区税务局）']);
	expect(await found('王阿')).toEqual(['王阿姨']);
	expect(await found('阿姨')).toEqual([]);
	expect(await found('%')).toEqual(['100%服务站']);
	expect(await found('_')).toEqual([]);
	expect(await findClaimers(db, newId(), '王')).toEqual([]);
});

test('at most twenty are found; who is retired is not found and does not claim, but keeps the name', async () => {
	const retired = await member('赵先生');
	const change = { centreId, id: retired, alias: '赵先生', kind: 'retired' as const };
	await changeMember(contextOf(), { ...change, active: false });
	const closed = await organisation('赵记公司');
	await changeOrganisation(contextOf(), { centreId, id: closed, name: '赵记公司', kind: 'newSector', active: false });
	expect(await found('赵')).toEqual([]);
	for (let n = 0; n < 21; n++) await member('孙街坊');
	await organisation('孙记公司');
	await mustBeClaimer(db, centreId, { kind: 'member', id: ids.li });
	await mustBeClaimer(db, centreId, { kind: 'organisation', id: ids.tax });
	const none = [
		{ kind: 'member', id: retired },
		{ kind: 'organisation', id: closed },
		{ kind: 'member', id: ids.tax }
	] as const;
	for (const claimer of none)
		await expect(mustBeClaimer(db, centreId, claimer)).rejects.toMatchObject({ name: 'Missing' });
	expect(await found('孙')).toHaveLength(20);
	expect((await found('孙'))[0]).toBe('孙记公司');
	expect(await claimerLabels(db, centreId, [retired, closed, ids.wangOfTax, ids.bureau, newId()])).toEqual(
		new Map([
			[retired, '赵先生'],
			[closed, '赵记公司'],
			[ids.wangOfTax, '王先生'],
			[ids.bureau, '100%服务站']
		])
	);
	expect(await claimerLabels(db, centreId, [])).toEqual(new Map());
});

test('a person claims as the member they are and for the organisations they represent, as long as these are active', async () => {
	const [mine, former] = [await member('周女士'), await organisation('旧单位')];
	await changeOrganisation(contextOf(), { centreId, id: former, name: '旧单位', kind: 'newSector', active: false });
	const represents = (scopeId: string, at = centreId) => ({
		role: 'organisationRepresentative',
		centreId: at,
		scopeId
	});
	const actor: Actor = {
		kind: 'account',
		accountId: newId(),
		name: '周',
		grants: [
			{ role: 'member', centreId, scopeId: mine },
			represents(ids.tax),
			represents(former),
			represents(ids.bureau, newId()),
			{ role: 'clerk', centreId, scopeId: ids.li }
		]
	};
	expect(await claimersOf(db, actor, centreId)).toEqual([
		{ kind: 'member', id: mine, label: '周女士' },
		{ kind: 'organisation', id: ids.tax, label: '区税务局' }
	]);
	expect(await claimersOf(db, guest, centreId)).toEqual([]);
});

test('members are paged, by alias or as a search finds them: every one once, whatever the size', async () => {
	for (let n = 0; n < 90; n++) await member(`吴${n % 7}先生`);
	const seen: string[] = [];
	let pages = 0;
	for (let after: string | undefined; ; pages++) {
		const { members, next } = await membersOf(db, centreId, { words: called('吴'), after });
		seen.push(...members.map(({ id }) => id));
		if (next === null) break;
		after = next;
	}
	expect(pages).toBe(1);
	expect(new Set(seen).size).toBe(90);
	expect(seen).toEqual(seen.toSorted());
	const first = await membersOf(db, centreId, { limit: 60 });
	const rest = await membersOf(db, centreId, { limit: 1000, after: first.next ?? undefined });
	const all = [...first.members, ...rest.members].map(({ id, alias }) => `${alias} ${id}`);
	expect(rest.next).toBeNull();
	expect(new Set(all).size).toBeGreaterThanOrEqual(90);
	expect(all).toEqual(all.toSorted());
	const { members } = await membersOf(db, centreId, { words: called('王先生') });
	expect(members).toMatchObject([
		{
			id: ids.wangOfTax,
			personId: expect.any(String),
			alias: '王先生',
			kind: 'inService',
			organisationName: '区税务局',
			branchName: null,
			active: true
		}
	]);
});

test('a person is a member once, of an organisation of the centre, and can be changed', async () => {
	const personId = await person();
	const input = { centreId, personId, alias: '郑先生', kind: 'community' as const };
	const id = await addMember(contextOf(), input);
	await expect(addMember(contextOf(), input)).rejects.toMatchObject({
		name: 'Conflict',
		message: '这个人已经登记为党员了。'
	});
	await expect(addMember(contextOf(), { ...input, personId: newId() })).rejects.toMatchObject({ name: 'Missing' });
	const change = { centreId, id, alias: '郑爷爷', kind: 'retired' as const, organisationId: ids.tax, active: true };
	await expect(changeMember(contextOf(), { ...change, organisationId: newId() })).rejects.toMatchObject({
		name: 'Missing'
	});
	await expect(changeMember(contextOf(), { ...change, id: newId() })).rejects.toMatchObject({ name: 'Missing' });
	await expect(changeMember(contextOf(guest), change)).rejects.toMatchObject({ name: 'Refused' });
	await changeMember(contextOf(), change);
	expect((await membersOf(db, centreId, { words: called('郑') })).members).toMatchObject([
		{ alias: '郑爷爷', kind: 'retired', organisationName: '区税务局' }
	]);
});
