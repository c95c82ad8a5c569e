import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { subscribe, type Context } from '#kernel/command.ts';
import { Invalid, Missing, Refused } from '#kernel/errors.ts';
import { communitiesOf, createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { draftSteps, type DraftStep } from './draft-words.ts';
import { draftQuestions, missingStep, type DraftAnswers } from './draft.ts';
import { addStandardCategories, answerDraft, draftBehind, forgetDraft, sendDraft } from './server.ts';

const { db, contextOf } = await testDatabase();
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

const answers = {
	told: '想把厕所里的蹲便换成座厕，膝盖不好蹲不下去',
	category: 'service',
	communityId,
	beneficiaryKind: 'elder',
	name: '陈小梅',
	address: '样例街1号101',
	phone: '13800000001',
	contactWay: 'callBack'
} as const;

async function write(all: DraftAnswers, context: Context = asGuest, steps: readonly DraftStep[] = draftSteps) {
	let token: string | undefined;
	for (const step of steps) {
		const fields = Object.keys(draftQuestions[step].schema.shape) as (keyof DraftAnswers)[];
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
	for (const word of [token, answers.phone, Buffer.from(answers.told).toString('latin1')])
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
		fc.property(fc.shuffledSubarray([...draftSteps]), (steps) => {
			const given = steps.flatMap((step) => Object.keys(draftQuestions[step].schema.shape)) as (keyof DraftAnswers)[];
			const some = Object.fromEntries(given.map((field) => [field, answers[field]]));
			expect(missingStep(some)).toBe(draftSteps.find((step) => !steps.includes(step)));
		})
	);
});

test.each([
	['told', { told: '水' }],
	['category', { category: 'gold' }],
	['community', { communityId: otherCentreId }],
	['beneficiary', { beneficiaryKind: 'nobody' }],
	['phone', { phone: '123', contactWay: 'callBack' }],
	['phone', { phone: answers.phone }]
] as const)('a wrong answer to “%s” is refused with the field: %j', async (step, wrong) => {
	const refused = await answerDraft(asGuest, { centreId, step, answers: wrong }).catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(Invalid);
	expect((refused as Invalid).issues[0]?.field).toMatch(/told|category|communityId|beneficiaryKind|phone|contactWay/);
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

test('a draft thrown away is gone', async () => {
	const token = await write(answers);
	await forgetDraft(asGuest, { centreId, token });
	await forgetDraft(asGuest, { centreId, token });
	expect(await draftBehind(asGuest, centreId, token)).toBeUndefined();
});
