import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { newId } from '#kernel/ids.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { announce, get, post } from '../support/posts.ts';
import { setStage, type Stage } from '../support/stage.ts';
import { confirmationFor, newestMessage, publication } from '../support/wishes.ts';

test.describe.configure({ mode: 'default' });

let app: TestApp;
let stage: Stage;

test.beforeAll(async () => {
	app = await startTestApp();
	stage = await setStage(app.db);
});
test.afterAll(() => app.stop());

const stateOf = async (id: string) =>
	(await stage.db.selectFrom('wishes.wish').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const claimsOn = (id: string) =>
	stage.db
		.selectFrom('wishes.claim')
		.select('member_id')
		.where('wish_id', '=', id)
		.where('state', '=', 'held')
		.execute();
const claim = (wish: string, who: 'member' | 'claimer', submissionKey = newId()) =>
	post(
		app.origin,
		`/my/here/wishes/${wish}/claims`,
		{ claimer: `member:${stage.scopes[who]}`, submissionKey },
		{ session: stage.sessions[who] }
	);

test('a wrong code is told as such, an expired one has to be asked for anew', async () => {
	const phone = '13700000001';
	const { cookies } = await post(app.origin, '/sign-in?/code', { phone });
	const wrong = await post(app.origin, '/sign-in/code?/verify', { code: '000000' }, { cookie: cookies });
	expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('验证码不对，请看最新一条短信')]);
	await stage.db
		.updateTable('identity.verification')
		.set({ expires_at: new Date(0) })
		.execute();
	const code = /\d{6}/.exec(await newestMessage(stage.db, '验证码'))?.[0] ?? '';
	const late = await post(app.origin, '/sign-in/code?/verify', { code }, { cookie: cookies });
	expect([late.status, late.text]).toEqual([409, expect.stringContaining('验证码已经过期')]);
	const soon = await post(app.origin, '/sign-in?/code', { phone });
	expect([soon.status, soon.text]).toEqual([429, expect.stringContaining('验证码刚刚发过')]);
});

test('a double click takes one place; a resend after a lost answer leads to the same page', async () => {
	const wish = await stage.freshWish('published');
	const key = newId();
	const answers = await Promise.all([claim(wish, 'member', key), claim(wish, 'member', key)]);
	answers.push(await claim(wish, 'member', key));
	for (const { status, location } of answers)
		expect([status, location]).toEqual([303, `/my/here/wishes/${wish}?done=claim`]);
	expect(await claimsOn(wish)).toHaveLength(1);
});

test('of two who want the last place one is told, kindly, that it has just gone', async () => {
	const wish = await stage.freshWish('published');
	const answers = await Promise.all([claim(wish, 'member'), claim(wish, 'claimer')]);
	expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
	expect(answers.find(({ status }) => status === 409)?.text).toMatch(/已经认领满了|不能再认领|现在是“已认领”/);
	expect(await claimsOn(wish)).toHaveLength(1);
	const full = await get(app.origin, `/my/here/wishes/${wish}/claims`, stage.sessions.member);
	expect([full.status === 409, full.text.includes('认领')]).toEqual([true, true]);
});

test('an action for another state is a conflict that says how things are, and changes nothing', async () => {
	for (const [state, path, fields] of [
		['collected', 'closure', {}],
		['implementing', 'acceptance', { way: 'phone', rating: '5' }],
		['accepted', 'verifications', { method: 'phone', result: 'confirmed' }],
		['published', 'start', {}]
	] as const) {
		const wish = await stage.freshWish(state);
		const answer = await post(app.origin, `/desk/here/wishes/${wish}/${path}`, fields, {
			session: stage.sessions.clerk
		});
		expect([path, answer.status, answer.text]).toEqual([path, 409, expect.stringMatching(/现在是“.+”，不能/)]);
		expect(await stateOf(wish)).toBe(state);
	}
});

test('what belongs to somebody else, or to another centre, is not there', async () => {
	const wish = stage.wish('collected');
	for (const [path, session] of [
		[`/my/here/wishes/${wish}`, stage.sessions.resident],
		[`/my/elsewhere/wishes/${wish}`, stage.sessions.beneficiary],
		[`/desk/elsewhere/wishes/${wish}`, stage.sessions.otherClerk],
		[`/desk/elsewhere/wishes`, stage.sessions.clerk],
		[`/desk/elsewhere/members/${stage.scopes.member}`, stage.sessions.otherClerk],
		[`/elsewhere/wishes/${stage.wish('published')}`, undefined],
		['/desk/here/wishes/not-an-id', stage.sessions.clerk],
		['/nowhere/wishes', undefined]
	] as const) {
		const answer = await get(app.origin, path, session);
		expect([path, answer.status]).toEqual([path, 404]);
		expect(answer.text).toMatch(/没有/);
	}
});

test('without consent nothing is published and nothing taken down', async () => {
	const wish = await stage.freshWish('verifying');
	const { consent: _, cleared: __, ...words } = { ...publication, places: '1' };
	const refused = await post(app.origin, `/desk/here/wishes/${wish}/publication`, words, {
		session: stage.sessions.clerk
	});
	expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('请勾选“本人单独同意公开”')]);
	expect(refused.text).toContain(words.publicText);
	expect(await stateOf(wish)).toBe('verifying');
	const before = await stage.db
		.selectFrom('wishes.wish')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirst();
	const told = { told: '想要一把轮椅', category: 'goods', channel: 'window', beneficiaryKind: 'elder', name: '陈小梅' };
	const fields = { ...told, communityId: stage.here.communityId };
	const collected = await post(app.origin, '/desk/here/wishes/new', fields, { session: stage.sessions.clerk });
	expect([collected.status, collected.text]).toEqual([422, expect.stringContaining('请勾选“本人同意登记”')]);
	const after = await stage.db
		.selectFrom('wishes.wish')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirst();
	expect(after).toEqual(before);
});

test('a picture that is none, or too large, is refused in words, and what was typed stays', async () => {
	const wish = await stage.freshWish('implementing');
	const huge = Buffer.concat([
		await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
			.jpeg()
			.toBuffer(),
		randomBytes(15_800_000)
	]);
	for (const [bytes, sentence] of [
		[Buffer.from('这不是照片'), /这个文件不是图片，请上传/],
		[huge, /超过 15 MB，请缩小/]
	] as const) {
		const form = new FormData();
		form.set('note', '灯座买好了');
		form.set('pictures', new File([new Uint8Array(bytes)], 'lamp.jpg', { type: 'image/jpeg' }));
		const answer = await post(app.origin, `/my/here/wishes/${wish}/progress`, form, {
			session: stage.sessions.claimer
		});
		expect([answer.status, answer.text]).toEqual([422, expect.stringMatching(sentence)]);
		expect(answer.text).toContain('灯座买好了');
	}
	const path = `/my/here/wishes/${wish}/progress`;
	const tooMuch = await announce(app.origin, path, 1_000_000_000);
	expect([tooMuch.status, tooMuch.text]).toEqual([413, expect.stringMatching(/\p{Script=Han}/u)]);
	expect(await stage.db.selectFrom('wishes.progress').select('id').where('wish_id', '=', wish).execute()).toEqual([]);
});

test('a text of 10 MB is refused in a sentence, gives its beginning back, and writes nothing', async () => {
	const before = await wishesThere();
	const told = '轮椅'.repeat(1_700_000);
	const fields = { ...intake(), told, name: '陈小梅', consent: 'on' };
	const answer = await post(app.origin, '/desk/here/wishes/new', fields, { session: stage.sessions.clerk });
	expect([answer.status, answer.text.slice(0, 100_000)]).toEqual([
		422,
		expect.stringContaining('心愿内容最多写 1000 个字')
	]);
	expect(answer.text.length).toBeLessThan(100_000);
	expect(await wishesThere()).toBe(before);
});

test('a place of another centre is refused, and nothing is written', async () => {
	const before = await wishesThere();
	const elsewhere = await stage.db
		.selectFrom('directory.community')
		.select('id')
		.where('centre_id', '=', stage.scopes.elsewhere)
		.executeTakeFirstOrThrow();
	const fields = { ...intake(), communityId: elsewhere.id, consent: 'on' };
	const answer = await post(app.origin, '/desk/here/wishes/new', fields, { session: stage.sessions.clerk });
	expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('请选择社区')]);
	expect(await wishesThere()).toBe(before);
});

test('a form with a picture, sent three times, is one wish with one picture and the same receipt', async () => {
	const [before, submissionKey] = [await wishesThere(), newId()];
	const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'green' } })
		.jpeg()
		.toBuffer();
	const send = () => {
		const form = new FormData();
		for (const [name, value] of Object.entries({ ...intake(), consent: 'on', submissionKey })) form.set(name, value);
		form.set('pictures', new File([new Uint8Array(picture)], 'lamp.jpg', { type: 'image/jpeg' }));
		return post(app.origin, '/desk/here/wishes/new', form, { session: stage.sessions.gridWorker });
	};
	const answers = [...(await Promise.all([send(), send()])), await send()];
	expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
	expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
	expect(await wishesThere()).toBe(before + 1);
});

test('the same pictures with the same form end a step that was taken already: no conflict, the same page', async () => {
	const [wish, submissionKey] = [await stage.freshWish('implementing'), newId()];
	const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'navy' } })
		.jpeg()
		.toBuffer();
	const send = () => {
		const form = new FormData();
		form.set('note', '灯换好了');
		form.set('submissionKey', submissionKey);
		form.set('pictures', new File([new Uint8Array(picture)], 'lamp.jpg', { type: 'image/jpeg' }));
		return post(app.origin, `/my/here/wishes/${wish}/submission`, form, { session: stage.sessions.claimer });
	};
	const [first, again] = [await send(), await send()];
	expect([first.status, again.status, again.location]).toEqual([303, 303, first.location]);
	expect(await stateOf(wish)).toBe('submitted');
});

test('who asks to be called back at one number too often is told what else there is', async () => {
	const ask = () =>
		fetch(`${app.origin}/api/v1/centres/here/submissions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: app.origin },
			body: JSON.stringify({ ...intake(), channel: undefined, phone: '13700000077', contactWay: 'callBack' })
		});
	const statuses: number[] = [];
	for (let tries = 0; tries < 6; tries += 1) statuses.push((await ask()).status);
	expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
	expect(await (await ask()).text()).toContain('发短信验证码');
});

const intake = () => ({
	told: '想要一把轮椅',
	category: 'goods',
	channel: 'window',
	beneficiaryKind: 'elder',
	name: '陈小梅',
	communityId: stage.here.communityId
});
const wishesThere = async () => (await stage.db.selectFrom('wishes.wish').select('id').execute()).length;

test('a form of another site is refused', async () => {
	const wish = await stage.freshWish('published');
	const fields = { claimer: `member:${stage.scopes.member}` };
	const foreign = await post(app.origin, `/my/here/wishes/${wish}/claims`, fields, {
		session: stage.sessions.member,
		from: 'https://evil.example'
	});
	expect([foreign.status, foreign.text]).toEqual([403, expect.stringContaining('不是从本站发出的')]);
	expect(await claimsOn(wish)).toEqual([]);
});

test('a body that is no form is refused with a page that says so', async () => {
	const { cookie = '' } = stage.sessions.member ?? {};
	for (const type of ['application/json', 'text/plain', 'multipart/form-data']) {
		const answer = await fetch(`${app.origin}/my/here/wishes/${stage.wish('published')}/claims`, {
			method: 'POST',
			headers: { accept: 'text/html', origin: app.origin, cookie, 'content-type': type },
			body: '{"claimer":1}'
		});
		expect([400, 415, 422], type).toContain(answer.status);
		expect(await answer.text()).toMatch(/<h1[^>]*>\p{Script=Han}+/u);
	}
});

test('a link is over when it has expired, and after five wrong codes', async () => {
	const guessed = await confirmationFor(stage);
	const opened = await fetch(app.origin + guessed.path, { redirect: 'manual' });
	const cookie = opened.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const wrong = guessed.code === '000000' ? '111111' : '000000';
	for (let tries = 0; tries < 5; tries += 1) {
		const answer = await post(app.origin, '/confirm', { code: wrong }, { cookie });
		expect([answer.status, answer.text]).toEqual([
			tries < 4 ? 422 : expect.any(Number),
			expect.stringMatching(/确认码/)
		]);
	}
	const over = await post(app.origin, '/confirm', { code: guessed.code }, { cookie });
	expect([over.status, over.text]).toEqual([409, expect.stringContaining('已经作废')]);

	const late = await confirmationFor(stage);
	await stage.db
		.updateTable('wishes.confirmation')
		.set({ expires_at: new Date(0) })
		.where('wish_id', '=', late.wishId)
		.execute();
	const expired = await get(app.origin, late.path);
	expect([expired.status, expired.text]).toEqual([409, expect.stringContaining('已经过期')]);
});
