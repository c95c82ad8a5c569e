import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { subscribe } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { addOrganisation, createCentre } from '#modules/directory/server.ts';
import { act, addStandardCategories, collectWish, wishAtWork } from '#modules/wishes/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { actTransition, loadTransition } from './wish-transition.server.ts';

const { contextOf } = await testDatabase();
subscribe({ 'centre.created': [addStandardCategories] });

const TOLD = '我叫陈秀英，电话13800138000，想装一条浴室扶手。';
let centre: { id: string };
let communityId: string;
let organisations: Record<'tax' | 'power', string>;

beforeAll(async () => {
	const made = await createCentre(contextOf(), {
		districtName: '越秀区',
		slug: 'meihuacun',
		name: '梅花村',
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区']
	});
	centre = { id: made.id };
	communityId = made.communityIds[0] ?? '';
	const organisation = (name: string) => addOrganisation(contextOf(), { centreId: made.id, name, kind: 'government' });
	organisations = { tax: await organisation('区税务局'), power: await organisation('电力公司') };
});

const given = (role: string, scopeId = centre.id): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: role,
	grants: [{ role, centreId: centre.id, scopeId }]
});
const collected = async (clerk = given('clerk')) => {
	const wish = await collectWish(contextOf(clerk), {
		centreId: centre.id,
		category: 'goods',
		channel: 'window',
		communityId,
		beneficiaryKind: 'elder',
		told: TOLD,
		name: '陈秀英',
		phone: '13800138000',
		consent: true
	});
	return wish.id;
};
const published = async () => {
	const [clerk, wishId] = [contextOf(given('clerk')), await collected()];
	const at = { centreId: centre.id, wishId };
	await act('verify', clerk, { ...at, method: 'phone', result: 'confirmed' });
	const words = {
		title: '想装一条扶手',
		publicText: '想装一条浴室扶手',
		alias: '陈奶奶',
		category: 'goods',
		places: 2
	};
	await act('publish', clerk, { ...at, ...words, consentWay: 'phone', consent: true, cleared: true });
	return wishId;
};
const underWay = async () => {
	const [clerk, wishId] = [contextOf(given('clerk')), await published()];
	const at = { centreId: centre.id, wishId };
	await act('claim', clerk, { ...at, claimer: { kind: 'organisation', id: organisations.tax } });
	await act('start', clerk, at);
	return wishId;
};

const desk = (wishId: string) => `/desk/meihuacun/wishes/${wishId}`;
const load = (actor: Actor, wishId: string, path: string, { base = desk(wishId), search = '' } = {}) =>
	loadTransition(
		{ locals: localsOf(actor), url: new URL(`http://here.test${base}/${path}${search}`) },
		centre,
		wishId,
		path,
		base
	);
const localsOf = (actor: Actor) => ({ context: contextOf(actor) }) as App.Locals;

function send(
	actor: Actor,
	wishId: string,
	path: string,
	fields: Record<string, string | string[]>,
	files: File[] = []
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
	for (const file of files) body.append('pictures', file);
	const request = new Request('http://here.test/', { method: 'POST', body });
	return actTransition({ locals: localsOf(actor), request }, centre, wishId, path, desk(wishId));
}
const picture = async (background: string) => {
	const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
		.png()
		.toBuffer();
	return new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' });
};
const answerOf = async (answer: ReturnType<typeof send>) =>
	(await answer) as unknown as {
		status: number;
		data: { values: Record<string, string | string[]>; issues: { field: string }[] };
	};

test('a page that is none, and a wish that is none, are not found', async () => {
	const wishId = await collected();
	await expect(load(given('clerk'), wishId, 'nothing')).rejects.toMatchObject({ status: 404 });
	await expect(send(given('clerk'), wishId, 'nothing', {})).rejects.toMatchObject({ status: 404 });
	for (const id of [newId(), 'x'])
		await expect(load(given('clerk'), id, 'verifications')).rejects.toMatchObject({ status: 404 });
	await expect(load(given('member', newId()), wishId, 'verifications')).rejects.toMatchObject({ status: 404 });
});

test('an action that is not for now or not for them is told in a sentence', async () => {
	const wishId = await collected();
	await expect(load(given('clerk'), wishId, 'acceptance')).rejects.toMatchObject({
		status: 409,
		body: { message: '这个心愿现在是“待核实”，不能“确认完成”。请刷新页面看最新情况。' }
	});
	await expect(load(given('leader'), wishId, 'verifications')).rejects.toMatchObject({ status: 403 });
});

test('whoever cannot claim is told how they could, but only of a wish on the wall', async () => {
	const resident = given('resident');
	await expect(load(resident, await published(), 'claims')).rejects.toMatchObject({
		status: 403,
		body: { message: expect.stringContaining('登记以后就可以认领') }
	});
	await expect(load(resident, await collected(), 'claims')).rejects.toMatchObject({ status: 404 });
});

test('a publication is proposed without what tells who the person is', async () => {
	const wishId = await collected();
	await act('verify', contextOf(given('clerk')), { centreId: centre.id, wishId, method: 'phone', result: 'confirmed' });
	const view = await load(given('clerk'), wishId, 'publication');
	expect(view.values).toEqual({
		title: '想装一条浴室扶手',
		publicText: '想装一条浴室扶手。',
		alias: '陈街坊',
		category: 'goods',
		places: '1'
	});
	expect(view.publication?.told.filter(({ kind }) => kind)).toEqual([
		{ text: '陈秀英', kind: '姓名' },
		{ text: '13800138000', kind: '电话' }
	]);
	expect(view.publication?.aliases).toContain('陈奶奶');
});

test('at the desk a claimer is searched for; others claim as who they are; who holds a place is not offered', async () => {
	const wishId = await published();
	expect(await load(given('clerk'), wishId, 'claims')).toMatchObject({ search: '', claimers: [] });
	const tax = { value: `organisation:${organisations.tax}`, label: '区税务局' };
	expect(await load(given('clerk'), wishId, 'claims', { search: '?q=税务' })).toMatchObject({ claimers: [tax] });
	const base = `/my/meihuacun/wishes/${wishId}`;
	const representative = given('organisationRepresentative', organisations.tax);
	expect(await load(representative, wishId, 'claims', { base })).toMatchObject({ search: null, claimers: [tax] });
	const claimer = { kind: 'organisation', id: organisations.tax };
	await act('claim', contextOf(representative), { centreId: centre.id, wishId, claimer });
	expect((await load(given('clerk'), wishId, 'claims', { search: '?q=税务' })).claimers).toEqual([]);
	await expect(load(representative, wishId, 'claims', { base })).rejects.toMatchObject({ status: 409 });
	expect(await load(given('clerk'), wishId, 'contacts')).toMatchObject({
		claimers: [tax],
		values: { claimer: tax.value }
	});
});

test('an action that is done leads back to the wish; sent again it is done once', async () => {
	const [clerk, wishId] = [given('clerk'), await collected()];
	const fields = { method: 'phone', result: 'confirmed', submissionKey: newId() };
	for (let time = 0; time < 2; time++)
		await expect(send(clerk, wishId, 'verifications', fields)).rejects.toMatchObject({
			status: 303,
			location: `${desk(wishId)}?done=verify`
		});
	expect((await wishAtWork(contextOf(clerk), centre.id, wishId)).records.verifications).toHaveLength(1);
});

test('a refused form keeps what was typed, and pictures need not be chosen again', async () => {
	const [clerk, wishId] = [given('clerk'), await underWay()];
	const files = [await picture('#a46'), await picture('#46a'), await picture('#a46')];
	const { status, data } = await answerOf(send(clerk, wishId, 'progress', { costs: '扶手 180' }, files));
	expect(status).toBe(422);
	expect(data.issues).toMatchObject([{ field: 'note' }]);
	const ids = data.values['pictureIds'] as string[];
	expect([data.values['costs'], ids.length]).toEqual(['扶手 180', 2]);

	const bad = new File(['not a picture'], 'b.jpg');
	const again = await answerOf(send(clerk, wishId, 'progress', { note: '装好了', pictureIds: ids }, [bad]));
	expect(again.data.issues).toMatchObject([{ field: 'pictures' }]);
	expect(again.data.values).toEqual({ note: '装好了', pictureIds: ids });

	const last = send(clerk, wishId, 'progress', { note: '装好了', costs: '扶手 180', pictureIds: ids }, files);
	await expect(last).rejects.toMatchObject({ status: 303 });
	const wish = await wishAtWork(contextOf(clerk), centre.id, wishId);
	expect(wish.pictures.map(({ id }) => id)).toEqual(ids);
	expect(wish.records.costs).toMatchObject([{ item: '扶手', amount_fen: 18_000 }]);
});

test('more pictures than nine, and pictures for an action that is not for them, are not kept', async () => {
	const [clerk, wishId] = [given('clerk'), await underWay()];
	const file = await picture('#a46');
	const full = { note: '装好了', pictureIds: Array.from({ length: 9 }, newId) };
	expect((await answerOf(send(clerk, wishId, 'progress', full, [file]))).data.issues).toMatchObject([
		{ field: 'pictures' }
	]);
	expect(await answerOf(send(given('leader'), wishId, 'progress', { note: '装好了' }, [file]))).toMatchObject({
		status: 403
	});
});
