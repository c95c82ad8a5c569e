import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { createAccount } from '#modules/identity/server.ts';
import { createCentre, memberById, membersOf } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { namesOnRoster, personsNamed, registerMember } from './server.ts';

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
const holding = (role: string, accountId: string): Actor => ({
	kind: 'account',
	accountId,
	name: '某某',
	grants: [{ role, centreId, scopeId: centreId }]
});
const accountId = await createAccount(contextOf(), { name: '某某', phone: '13500000000' });
const clerk = holding('clerk', accountId);
const register = (more: object, actor = clerk, key?: string) =>
	registerMember(contextOf(actor), { centreId, name: '欧阳小梅', form: '阿姨', kind: 'retired', ...more }, key);

test('a member is written down once, called by surname and form of address, or as was asked', async () => {
	const key = newId();
	const id = await register({ phone: '13512345678' }, clerk, key);
	expect(await register({ phone: '13512345678' }, clerk, key)).toBe(id);
	const member = await memberById(db, centreId, id);
	expect(member).toMatchObject({ alias: '欧阳阿姨', kind: 'retired', organisationId: null, active: true });
	expect(await namesOnRoster(db, centreId, [member.personId])).toEqual(new Map([[member.personId, '欧阳小梅']]));
	expect(await namesOnRoster(db, newId(), [member.personId])).toEqual(new Map());
	await expect(register({ phone: '13512345678' })).rejects.toMatchObject({ name: 'Conflict' });
	const other = await register({ name: '丹', alias: '丹丹老师' });
	expect((await memberById(db, centreId, other)).alias).toBe('丹丹老师');
	await expect(memberById(db, centreId, newId())).rejects.toMatchObject({ name: 'Missing' });
});

test('a member is found by the whole name, however it is typed, and by no part of it', async () => {
	const found = async (q: string) => {
		const persons = await personsNamed(db, centreId, q);
		return (await membersOf(db, centreId, { q, persons })).members.map(({ alias }) => alias);
	};
	expect(await found(' 欧阳小梅 ')).toEqual(['欧阳阿姨']);
	expect(await found('欧阳')).toEqual(['欧阳阿姨']);
	expect(await found('小梅')).toEqual([]);
	expect(await personsNamed(db, centreId, ' ')).toEqual([]);
	expect(await personsNamed(db, newId(), '欧阳小梅')).toEqual([]);
});

test('only clerks and administrators write members down; a bad input writes nothing', async () => {
	for (const actor of [guest, holding('leader', accountId), holding('gridWorker', accountId)])
		await expect(register({ name: '李四' }, actor)).rejects.toMatchObject({ name: 'Refused' });
	for (const wrong of [{ name: ' ' }, { phone: '123' }, { form: '哥' }, { kind: 'other' }])
		await expect(register({ name: '李四', ...wrong })).rejects.toMatchObject({ name: 'Invalid' });
	await expect(register({ name: '李四', organisationId: newId() })).rejects.toMatchObject({ name: 'Missing' });
	expect(await personsNamed(db, centreId, '李四')).toEqual([]);
});
