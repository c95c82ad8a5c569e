import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { signInWithPassword } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import { mustBeSetUpToken, setUp, setUpLink } from './set-up.server.ts';

const { db, contextOf } = await testDatabase();
const asGuest = contextOf(guest);
const form = {
	districtName: '越秀区',
	slug: 'meihuacun',
	name: '梅花村街党群服务中心',
	address: '梅花路1号',
	phone: '020-12345678',
	openingHours: '周一至周日 9:00–21:00',
	community: '梅花社区',
	administratorName: '管理员',
	username: 'first.admin',
	password: 'plum-blossom-1'
};
const tokenIn = (link: string | undefined) => new URL(link ?? '', 'http://localhost').searchParams.get('token') ?? '';
const everything = async () => [
	await db.selectFrom('directory.district').select('name').execute(),
	await db.selectFrom('directory.centre').select('slug').execute(),
	await db.selectFrom('identity.account_holder').select('username').execute()
];

test('an empty installation is set up once, by whoever holds the newest link', async () => {
	const first = tokenIn(await setUpLink(db));
	const token = tokenIn(await setUpLink(db));
	await expect(setUp(asGuest, { ...form, token: first })).rejects.toMatchObject({ name: 'Refused' });
	await expect(setUp(asGuest, { ...form, token: '' })).rejects.toMatchObject({ name: 'Refused' });
	await mustBeSetUpToken(asGuest, token);
	for (const wrong of [{ slug: 'desk' }, { slug: 'Mei Hua' }, { password: 'short' }, { community: ' ' }])
		await expect(setUp(asGuest, { ...form, ...wrong, token })).rejects.toMatchObject({ name: 'Invalid' });
	expect(await everything()).toEqual([[], [], []]);

	const results = await Promise.allSettled(
		[1, 2, 3].map((n) => setUp(asGuest, { ...form, slug: `meihuacun${n}`, username: `admin${n}`, token }))
	);
	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
	expect((await everything()).map((rows) => rows.length)).toEqual([1, 1, 1]);
	await expect(mustBeSetUpToken(asGuest, token)).rejects.toMatchObject({ name: 'Conflict' });
	expect(await setUpLink(db)).toBeUndefined();
});

test('the first administrator signs in, administers the district and the centre, and is asked for a second factor', async () => {
	const { username } = await db.selectFrom('identity.account_holder').select('username').executeTakeFirstOrThrow();
	const signedIn = await signInWithPassword(asGuest, new TestVisitor(), { username, password: form.password });
	expect(signedIn.step).toBe('done');
	const grants = await db.selectFrom('identity.role_grant').select(['role', 'centre_id']).orderBy('id').execute();
	expect(grants).toEqual([
		{ role: 'administrator', centre_id: null },
		{ role: 'administrator', centre_id: expect.any(String) }
	]);
});
