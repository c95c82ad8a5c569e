import { expect, test } from 'vitest';
import { workIn, type Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { addGrid, createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { accountOfPerson, keepPerson, ownContact, personOf, personsOf, type KnownPerson } from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = async (slug: string) => {
	const { id, communityIds } = await createCentre(contextOf(), {
		districtName: '越秀区',
		slug,
		name: slug,
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区', '竹丝社区']
	});
	return { id, communityIds: communityIds as [string, string] };
};
const [here, there] = [await centre('here'), await centre('there')];
const within = <T>(run: (work: Work) => Promise<T>) =>
	db.transaction().execute((transaction) => run(workIn(contextOf(), transaction)));
const keep = (known: Partial<KnownPerson>) => within((work) => keepPerson(work, { centreId: here.id, ...known }));
let numbers = 13700000000;
const nextPhone = () => String(++numbers);
const account = (phone?: string) =>
	createAccount(contextOf(), {
		name: '居民',
		...(phone ? { phone } : { username: `resident${newId().slice(-8)}`, password: 'plum-blossom-1' })
	});
const row = (id: string) => db.selectFrom('people.person').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('the same phone and the same name are one person, however they are written', async () => {
	const phone = nextPhone();
	const id = await keep({ name: '王芳', phone });
	expect(await keep({ name: ' 王芳', phone: `${phone.slice(0, 3)} ${phone.slice(3)}` })).toBe(id);
	expect(await keep({ name: '王明', phone })).not.toBe(id);
	expect(await keep({ name: '王芳', phone: nextPhone() })).not.toBe(id);
	expect(await keep({ name: '王芳', phone, centreId: there.id })).not.toBe(id);
});

test('a number without a name is one person; a name without a number is a new one each time', async () => {
	const phone = nextPhone();
	const nameless = await keep({ phone });
	expect(await keep({ phone, name: '' })).toBe(nameless);
	expect(await keep({ phone, name: '李' })).not.toBe(nameless);
	expect(await keep({ name: '李四' })).not.toBe(await keep({ name: '李四' }));
});

test('what was empty is filled, nothing is overwritten with nothing, a later address replaces', async () => {
	const accountId = await account();
	const [first, second] = here.communityIds;
	const id = await keep({ accountId, address: '梅花路1号', communityId: first });
	const phone = nextPhone();
	expect(await keep({ accountId, name: '赵六', phone })).toBe(id);
	expect(await keep({ accountId, name: '别人', phone: nextPhone(), address: null, communityId: second })).toBe(id);
	expect(await ownContact(db, here.id, id)).toEqual({ name: '赵六', phone, address: '梅花路1号' });
	expect((await row(id)).community_id).toBe(first);
	await keep({ accountId, address: '竹丝路2号', communityId: second });
	expect(await ownContact(db, here.id, id)).toEqual({ name: '赵六', phone, address: '竹丝路2号' });
	expect((await row(id)).community_id).toBe(second);
	expect(await personOf(db, here.id, accountId)).toBe(id);
	expect(await personOf(db, there.id, accountId)).toBeUndefined();
	const elsewhere = await keep({ accountId, centreId: there.id });
	expect(await personsOf(db, accountId)).toHaveLength(2);
	expect(await personOf(db, there.id, accountId)).toBe(elsewhere);
});

test('an account finds the row that was made for its own number before', async () => {
	const phone = nextPhone();
	const id = await keep({ name: '钱七', phone, address: '梅花路3号' });
	const accountId = await account(phone);
	expect(await keep({ name: '钱七', phone, accountId })).toBe(id);
	expect(await personOf(db, here.id, accountId)).toBe(id);
	expect(await accountOfPerson(db, here.id, id)).toBe(accountId);
	expect(await accountOfPerson(db, there.id, id)).toBeNull();
	expect(await keep({ name: '钱七', phone })).toBe(id);
});

test('typing the name and number of a neighbour gives no access to their row', async () => {
	const phone = nextPhone();
	const neighbour = await keep({ name: '孙八', phone, address: '梅花路5号' });
	for (const accountId of [await account(nextPhone()), await account()]) {
		const id = await keep({ name: '孙八', phone, accountId });
		expect(id).not.toBe(neighbour);
		expect((await ownContact(db, here.id, id)).address).toBeNull();
	}
	expect((await row(neighbour)).account_id).toBeNull();
});

test('a community or grid of another centre, or a grid of another community, is missing', async () => {
	const [first, second] = here.communityIds;
	const gridId = await addGrid(contextOf(), { centreId: here.id, communityId: first, name: '第一网格' });
	const id = await keep({ name: '周', gridId, communityId: first });
	expect(await row(id)).toMatchObject({ grid_id: gridId, community_id: first });
	const wrong = [{ communityId: there.communityIds[0] }, { gridId, communityId: second }, { gridId: newId() }];
	for (const place of wrong) await expect(keep({ name: '周', ...place })).rejects.toMatchObject({ name: 'Missing' });
});

test('of many who keep the same person at once all get one row', async () => {
	for (let round = 0; round < 5; round++) {
		const phone = nextPhone();
		const same = await Promise.all(
			Array.from({ length: 8 }, () => keep({ name: '吴九', phone, address: '梅花路9号' }))
		);
		expect(new Set(same).size).toBe(1);
		const ownPhone = nextPhone();
		const accountId = await account(ownPhone);
		const mixed = await Promise.all(
			Array.from({ length: 8 }, (_, n) =>
				keep(n % 2 ? { accountId, name: '郑十', phone: ownPhone } : { phone: ownPhone, name: '郑十' })
			)
		);
		expect(new Set(mixed).size).toBe(1);
		const bare = await Promise.all([1, 2, 3, 4].map(async () => keep({ accountId: await sharedAccount })));
		expect(new Set(bare).size).toBe(1);
	}
});
const sharedAccount = account();

test('nothing of a person can be read in the database', async () => {
	const phone = nextPhone();
	const kept = await row(await keep({ name: '冯十一', phone, address: '梅花路11号' }));
	const bytes = Buffer.concat(Object.values(kept).filter((value) => Buffer.isBuffer(value)));
	for (const plain of ['冯十一', phone, '梅花路11号']) expect(bytes.includes(plain)).toBe(false);
});
