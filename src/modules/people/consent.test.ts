import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { workIn, type Work } from '#kernel/command.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId } from '#kernel/ids.ts';
import { createCentre } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { consentOf, giveConsent, keepPerson, withdrawConsent } from './server.ts';

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
const within = <T>(run: (work: Work) => Promise<T>, actor?: Actor) =>
	db.transaction().execute((transaction) => run(workIn(contextOf(actor), transaction)));
const personId = await within((work) => keepPerson(work, { centreId, name: '王芳', phone: '13700000001' }));
const clerk: Actor = {
	kind: 'account',
	accountId: newId(),
	name: '陈',
	grants: [{ role: 'clerk', centreId, scopeId: centreId }]
};
const purposeOf = (subjectId = newId()) => ({ centreId, personId, purpose: 'wish.pictures' as const, subjectId });
const words = { wording: '我同意公开前后对比的照片。', way: 'phone' as const };
const rowsOf = (subjectId: string) =>
	db.selectFrom('people.consent').selectAll().where('subject_id', '=', subjectId).execute();

test('a consent is in force until it is withdrawn, and its row stays', async () => {
	const consent = purposeOf();
	expect(await consentOf(db, consent)).toBeUndefined();
	await within((work) => giveConsent(work, { ...consent, ...words }), clerk);
	expect(await consentOf(db, consent)).toEqual({ ...words, givenAt: expect.any(Date) });
	expect(await consentOf(db, { ...consent, purpose: 'wish.name' })).toBeUndefined();
	expect(await consentOf(db, purposeOf())).toBeUndefined();
	await within((work) => withdrawConsent(work, consent), guest);
	expect(await consentOf(db, consent)).toBeUndefined();
	await within((work) => giveConsent(work, { ...consent, ...words, way: 'paper' }), clerk);
	expect(await consentOf(db, consent)).toMatchObject({ way: 'paper' });
	expect(await rowsOf(consent.subjectId)).toHaveLength(2);
});

test('given again, or from many sides at once, the first words count and one fact is told', async () => {
	const consent = purposeOf();
	await Promise.all(Array.from({ length: 6 }, () => within((work) => giveConsent(work, { ...consent, ...words }))));
	await within((work) => giveConsent(work, { ...consent, wording: '别的话。', way: 'online' }));
	expect(await consentOf(db, consent)).toMatchObject(words);
	expect(await rowsOf(consent.subjectId)).toHaveLength(1);
	expect(await factsOf(db, centreId, 'wish', consent.subjectId)).toHaveLength(1);
});

test('withdrawing what is not in force changes and tells nothing', async () => {
	const consent = purposeOf();
	await within((work) => withdrawConsent(work, { ...consent }));
	expect(await factsOf(db, centreId, 'wish', consent.subjectId)).toEqual([]);
	expect(await rowsOf(consent.subjectId)).toEqual([]);
});

test('the facts stand with the subject the purpose names, and say purpose, way and role, not the words', async () => {
	const consent = purposeOf();
	await within((work) => giveConsent(work, { ...consent, ...words }), clerk);
	await within((work) => withdrawConsent(work, { ...consent }), guest);
	const told = await factsOf(db, centreId, 'wish', consent.subjectId);
	expect(told).toMatchObject([
		{
			action: 'consent.given',
			actor_role: 'clerk',
			channel: 'phone',
			data: { purpose: 'wish.pictures', way: 'phone' }
		},
		{ action: 'consent.withdrawn', actor_role: 'beneficiary', channel: 'online' }
	]);
	expect(JSON.stringify(told)).not.toContain(words.wording);
});
