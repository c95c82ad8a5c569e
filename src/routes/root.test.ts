import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { createCentre } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { load } from './+page.server.ts';

const { contextOf } = await testDatabase();

/** Opens the root page, as far as its load function sees of a request. */
async function open(actor: Actor = guest) {
	const headers: Record<string, string> = {};
	const event = {
		url: new URL('http://localhost/'),
		cookies: { get: () => undefined },
		locals: { context: contextOf(actor), presence: { actor } },
		setHeaders: (given: Record<string, string>) => Object.assign(headers, given)
	};
	const data = await load(event as unknown as Parameters<typeof load>[0]);
	return { data, headers };
}

const addCentre = (slug: string, name: string) =>
	createCentre(contextOf(), {
		...{ districtName: '越秀区', slug, name, address: '梅花路1号', phone: '020-12345678' },
		...{ openingHours: '每天 9:00–21:00', communities: ['梅花社区'] }
	});

test('without a centre the root says so, with one it leads there, of several the visitor chooses', async () => {
	expect((await open()).data).toMatchObject({ centres: [] });
	await addCentre('meihuacun', '梅花村中心');
	await expect(open()).rejects.toMatchObject({ status: 303, location: '/meihuacun' });
	await addCentre('zhusi', '竹丝岗中心');
	const { data } = await open();
	expect((data as { centres: { slug: string }[] }).centres.map(({ slug }) => slug).sort()).toEqual([
		'meihuacun',
		'zhusi'
	]);
});

test('only what a guest sees is shared with the next one', async () => {
	expect((await open()).headers).toEqual({ 'x-meihua-cache': 'public' });
	const member: Actor = { kind: 'account', accountId: '019a0000-0000-7000-8000-000000000000', name: '甲', grants: [] };
	expect((await open(member)).headers).toEqual({});
});
