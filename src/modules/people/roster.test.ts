import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { createAccount } from '#modules/identity/server.ts';
import { createCentre, memberById, membersOf } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { namesOnRoster, nameSearch, personsMatching, personsWithPhone, registerMember } from './server.ts';

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

test('a member is found by any part of the name, by its sound, its initials, and by the whole number', async () => {
	const found = async (q: string) =>
		(await membersOf(db, centreId, { words: nameSearch(centreId, q) })).members.map(({ alias }) => alias);
	for (const q of [' 欧阳小梅 ', '欧阳', '小梅', '梅', '欧阳 小', 'oyxm', 'XM', 'xiaomei', '晓眉'])
		expect(await found(q), q).toContain('欧阳阿姨');
	for (const q of ['小明', '欧阳小梅花', 'mx', '欧 明']) expect(await found(q), q).not.toContain('欧阳阿姨');
	const { personId } = await memberById(db, centreId, await register({ name: '单乐', phone: '13512340000' }));
	expect(await personsMatching(db, centreId, '单', 10)).toEqual([personId]);
	for (const initials of ['sl', 'sy', 'dl'])
		expect(await personsMatching(db, centreId, initials, 10)).toContain(personId);
	for (const nobodys of [' ', '[]', '单 ;…', '%'])
		expect(await personsMatching(db, centreId, nobodys, 10), nobodys).toEqual([]);
	expect(await personsMatching(db, newId(), '单乐', 10)).toEqual([]);
	expect(await personsWithPhone(db, centreId, '135-1234 0000')).toEqual([personId]);
	expect(await personsWithPhone(db, centreId, '1351234000')).toEqual([]);
});

test('only clerks and administrators write members down; a bad input writes nothing', async () => {
	for (const actor of [guest, holding('leader', accountId), holding('gridWorker', accountId)])
		await expect(register({ name: '李四' }, actor)).rejects.toMatchObject({ name: 'Refused' });
	for (const wrong of [{ name: ' ' }, { phone: '123' }, { form: '哥' }, { kind: 'other' }])
		await expect(register({ name: '李四', ...wrong })).rejects.toMatchObject({ name: 'Invalid' });
	await expect(register({ name: '李四', organisationId: newId() })).rejects.toMatchObject({ name: 'Missing' });
	expect(await personsMatching(db, centreId, '李四', 10)).toEqual([]);
});
