import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { subscribe, type Context } from '#kernel/command.ts';
import { Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { addBuilding, addCommunity, addGrid, communitiesOf, createCentre } from '#modules/directory/server.ts';
import { storePicture } from '#modules/files/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { draftSteps, stepsFor, type DraftStep } from './draft-words.ts';
import { draftQuestions, missingStep, type DraftAnswers } from './draft.ts';
import { addStandardCategories, answerDraft, draftBehind, forgetDraft, maySeePicture, sendDraft } from './server.ts';

const data = await mkdtemp(path.join(tmpdir(), 'meihua drafts '));
process.env['MEIHUA_DATA'] = data;
const { db, contextOf } = await testDatabase();
afterAll(() => rm(data, { recursive: true }));
subscribe({ 'centre.created': [addStandardCategories] });
const centre = {
	districtName: '越秀区',
	slug: 'meihuacun',
	name: '梅花村',
	address: '梅花路1号',
	phone: '020-12345678',
	openingHours: '每天',
	communities: ['梅花社区']
};
const { id: centreId } = await createCentre(contextOf(), centre);
const { id: otherCentreId } = await createCentre(contextOf(), { ...centre, slug: 'other' });
const [community] = await communitiesOf(db, centreId);
const communityId = community?.id ?? '';
const asGuest = contextOf(guest);

const answers: DraftAnswers = {
	told: '想把厕所里的蹲便换成座厕，膝盖不好蹲不下去',
	pictureIds: [],
	whom: 'self',
	category: 'service',
	communityId,
	beneficiaryKind: 'elder',
	name: '陈小梅',
	address: '样例街1号101',
	phone: '13800000001',
	contactWay: 'callBack'
};

/** A daughter speaks for her mother, who has no telephone. */
const speaking = {
	whom: 'other',
	proxyName: '陈小红',
	relationship: 'child',
	personConsent: true
} as const satisfies DraftAnswers;

async function write(all: DraftAnswers, context: Context = asGuest, steps: readonly DraftStep[] = stepsFor(all.whom)) {
	let token: string | undefined;
	for (const step of steps) {
		const fields = Object.keys(draftQuestions[step].shape) as (keyof DraftAnswers)[];
		const given = Object.fromEntries(fields.map((field) => [field, all[field]]));
		token = (await answerDraft(context, { centreId, token, step, answers: given })).token;
	}
	return token ?? '';
}
const wishes = () => db.selectFrom('wishes.wish').select(['id', 'reference', 'contact_way']).execute();

test('a draft is opened by its token alone; the table holds neither the token nor a word of it', async () => {
	const token = await write(answers);
	expect(await draftBehind(asGuest, centreId, token)).toEqual({ answers });
	expect(await draftBehind(asGuest, centreId, `${token}x`)).toBeUndefined();
	expect(await draftBehind(asGuest, otherCentreId, token)).toBeUndefined();
	const rows = await db.selectFrom('wishes.draft').selectAll().execute();
	const stored = Buffer.concat(rows.flatMap((row) => [row.token_hash, row.content_sealed])).toString('latin1');
	for (const word of [token, answers.phone ?? '', Buffer.from(answers.told ?? '').toString('latin1')])
		expect(stored).not.toContain(word);
});

test('an answer takes the place of the earlier one, also where it leaves out what was optional', async () => {
	const token = await write(answers);
	await answerDraft(asGuest, { centreId, token, step: 'name', answers: { name: '欧阳梅' } });
	const { address: _left, ...kept } = answers;
	expect((await draftBehind(asGuest, centreId, token))?.answers).toEqual({ ...kept, name: '欧阳梅' });
});

test('whatever was answered in whatever order, the first question without an answer comes next', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray([...draftSteps]), fc.constantFrom('self', 'other'), (steps, whom) => {
			const given = steps.flatMap((step) => Object.keys(draftQuestions[step].shape)) as (keyof DraftAnswers)[];
			const all: DraftAnswers = { ...answers, ...speaking, whom };
			const some = Object.fromEntries(given.map((field) => [field, all[field]]));
			const asked = stepsFor(steps.includes('whom') ? whom : undefined);
			expect(missingStep(some)).toBe(asked.find((step) => !steps.includes(step)));
		})
	);
});

test.each([
	['told', { told: '水' }],
	['category', { category: 'gold' }],
	['community', { communityId: otherCentreId }],
	['beneficiary', { beneficiaryKind: 'nobody' }],
	['whom', { whom: 'nobody' }],
	['proxy', { proxyName: '陈小红', relationship: 'child', personConsent: false }],
	['pictures', { pictureIds: ['00000000-0000-7000-8000-000000000000'] }],
	['phone', { phone: '123', contactWay: 'callBack' }],
	['phone', { phone: answers.phone }]
] as const)('a wrong answer to “%s” is refused with the field: %j', async (step, wrong) => {
	const refused = await answerDraft(asGuest, { centreId, step, answers: wrong }).catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(Invalid);
	expect((refused as Invalid).issues[0]?.field).toMatch(
		/told|category|communityId|beneficiaryKind|phone|contactWay|whom|personConsent|pictures/
	);
});

test('a day after the last answer a draft is over, and answering begins a new one under a new token', async () => {
	const token = await write({ ...answers, told: '想要一台收音机' });
	const at = (hours: number) => contextOf(guest, clockAt(new Date(Date.now() + hours * 3_600_000)));
	expect(await draftBehind(at(23), centreId, token)).toBeDefined();
	expect(await draftBehind(at(25), centreId, token)).toBeUndefined();
	await expect(sendDraft(at(25), { centreId, token })).rejects.toBeInstanceOf(Missing);
	const anew = await answerDraft(at(25), { centreId, token, step: 'told', answers: { told: answers.told } });
	expect(anew.token).not.toBe(token);
	expect(anew.answers).toEqual({ told: answers.told });
});

test('sent twice at once, and again later, a draft is one wish; of its answers nothing is left', async () => {
	const before = (await wishes()).length;
	const token = await write(answers);
	const sent = await Promise.all([1, 2, 3].map(() => sendDraft(asGuest, { centreId, token })));
	sent.push(await sendDraft(asGuest, { centreId, token }));
	expect(new Set(sent.map(({ reference }) => reference)).size).toBe(1);
	expect(await wishes()).toHaveLength(before + 1);
	expect(await draftBehind(asGuest, centreId, token)).toEqual({ answers: {}, sent: sent[0] });
	const next = await answerDraft(asGuest, { centreId, token, step: 'told', answers: { told: '再要一台收音机' } });
	expect(next.token).not.toBe(token);
});

test('a draft that lacks an answer is not sent, and stays', async () => {
	const before = (await wishes()).length;
	const token = await write(answers, asGuest, ['told', 'category', 'name', 'phone']);
	await expect(sendDraft(asGuest, { centreId, token })).rejects.toBeInstanceOf(Invalid);
	expect(await wishes()).toHaveLength(before);
	expect((await draftBehind(asGuest, centreId, token))?.sent).toBeUndefined();
});

test('by code, only the account of that very number sends it', async () => {
	const phone = '13900000009';
	const accountId = await createAccount(contextOf(), { name: '居民', phone });
	const actor: Actor = { kind: 'account', accountId, name: '居民', grants: [] };
	const token = await write({ ...answers, phone, contactWay: 'code' });
	await expect(sendDraft(asGuest, { centreId, token })).rejects.toBeInstanceOf(Refused);
	const { id } = await sendDraft(contextOf(actor), { centreId, token });
	expect((await wishes()).find((wish) => wish.id === id)?.contact_way).toBe('code');
});

test('with pictures, sent twice at once, a draft is one wish; the pictures hang on it, seen by staff and not by claimers', async () => {
	const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
		.jpeg()
		.toBuffer();
	const { id: pictureId } = await storePicture(asGuest, { centreId, bytes });
	const token = await write({ ...answers, pictureIds: [pictureId] });
	const [first, again] = await Promise.all([1, 2].map(() => sendDraft(asGuest, { centreId, token })));
	expect(again).toEqual(first);
	const attached = await db.selectFrom('wishes.wish_picture').selectAll().where('picture_id', '=', pictureId).execute();
	expect(attached).toMatchObject([{ wish_id: first?.id, stage: 'told' }]);
	const sees = (role: string) => {
		const grants = [{ role, centreId, scopeId: centreId }];
		const actor: Actor = { kind: 'account', accountId: newId(), name: '', grants };
		return maySeePicture(contextOf(actor), centreId, pictureId);
	};
	expect([await sees('clerk'), await sees('member'), await maySeePicture(asGuest, centreId, pictureId)]).toEqual([
		true,
		false,
		false
	]);
});

test('while somebody is still writing, their pictures are not swept away', async () => {
	const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
		.jpeg()
		.toBuffer();
	const { id } = await storePicture(asGuest, { centreId, bytes });
	const token = await write({ ...answers, pictureIds: [id] });
	const later = (hours: number) => contextOf(guest, clockAt(new Date(Date.now() + hours * 3_600_000)));
	await answerDraft(later(20), { centreId, token, step: 'told', answers: { told: '再写清楚一点' } });
	const row = await db.selectFrom('files.picture').select('uploaded_at').where('id', '=', id).executeTakeFirstOrThrow();
	expect(row.uploaded_at.getTime()).toBeGreaterThan(Date.now() + 19 * 3_600_000);
});

test('who moves to another community is asked for the building anew', async () => {
	const other = await addCommunity(contextOf(), { centreId, name: '东湖社区' });
	const gridId = await addGrid(contextOf(), { centreId, communityId, name: '第一网格' });
	const buildingId = await addBuilding(contextOf(), { centreId, gridId, name: '东座' });
	const token = await write({ ...answers, buildingId });
	expect((await draftBehind(asGuest, centreId, token))?.answers.buildingId).toBe(buildingId);
	await answerDraft(asGuest, { centreId, token, step: 'community', answers: { communityId: other } });
	expect((await draftBehind(asGuest, centreId, token))?.answers.buildingId).toBeUndefined();
});

test('a draft thrown away is gone', async () => {
	const token = await write(answers);
	await forgetDraft(asGuest, { centreId, token });
	await forgetDraft(asGuest, { centreId, token });
	expect(await draftBehind(asGuest, centreId, token)).toBeUndefined();
});
