import { expect, test } from 'vitest';
import { guest, system, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn, type Work } from '#kernel/command.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { createCentre } from '#modules/directory/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { disclosuresOf, keepPerson, messagePerson, openContact, type KnownPerson } from './server.ts';

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
const claimer: Actor = {
	kind: 'account',
	accountId: await createAccount(contextOf(), { name: '认领人甲', phone: '13700000009' }),
	name: '认领人甲',
	grants: []
};
const within = <T>(run: (work: Work) => Promise<T>, actor: Actor = claimer, at?: Date) =>
	db.transaction().execute((transaction) => run(workIn(contextOf(actor, at && clockAt(at)), transaction)));
const keep = (known: Partial<KnownPerson>) => within((work) => keepPerson(work, { centreId, ...known }));
const full = { name: '王芳', phone: '13700000001', address: '梅花路7号' };
const openingOf = (personId: string, subjectId = newId()) => ({
	...{ centreId, personId, subject: { kind: 'wish', id: subjectId }, as: 'claimer', reason: '约定送书的时间' }
});

test('who opens a contact sees the fields asked for, and the person sees who opened them, newest first', async () => {
	const personId = await keep(full);
	const [first, second] = [openingOf(personId), openingOf(personId)];
	const opened = await within(
		(work) => openContact(work, { ...first, fields: ['name', 'phone', 'name'] }),
		claimer,
		new Date('2026-03-01T01:00:00Z')
	);
	expect(opened).toEqual({ name: '王芳', phone: '13700000001', address: null });
	await within((work) => openContact(work, { ...second, fields: ['address'], reason: '上门' }));
	const all = await disclosuresOf(db, centreId, personId);
	expect(all.map(({ reason }) => reason)).toEqual(['上门', '约定送书的时间']);
	expect(await disclosuresOf(db, centreId, personId, first.subject)).toEqual([
		{
			at: new Date('2026-03-01T01:00:00Z'),
			viewer: '认领人甲',
			as: 'claimer',
			fields: ['name', 'phone'],
			reason: '约定送书的时间',
			subjectKind: 'wish',
			subjectId: first.subject.id
		}
	]);
	expect(await disclosuresOf(db, newId(), personId)).toEqual([]);
});

test('each opening is a fact of the subject, without the person’s data and without the words of the reason', async () => {
	const opening = openingOf(await keep(full));
	await within((work) => openContact(work, { ...opening, fields: ['name', 'address'] }));
	const facts = await factsOf(db, centreId, 'wish', opening.subject.id);
	expect(facts).toMatchObject([
		{ action: 'contact.opened', actor_role: 'claimer', data: { fields: ['name', 'address'] } }
	]);
	for (const secret of [...Object.values(full), opening.reason]) expect(JSON.stringify(facts)).not.toContain(secret);
});

test('nothing is opened for guests, by the system, without a reason, or of a person of another centre', async () => {
	const opening = { ...openingOf(await keep(full)), fields: ['phone'] as const };
	const trying = (actor: Actor, changed = {}) => within((work) => openContact(work, { ...opening, ...changed }), actor);
	await expect(trying(guest)).rejects.toMatchObject({ name: 'Refused' });
	await expect(trying(system('job'))).rejects.toMatchObject({ name: 'Refused' });
	await expect(trying(claimer, { reason: '  ' })).rejects.toMatchObject({ name: 'Invalid' });
	await expect(trying(claimer, { centreId: newId() })).rejects.toMatchObject({ name: 'Missing' });
	expect(await disclosuresOf(db, centreId, opening.personId, opening.subject)).toEqual([]);
});

test('an opening that is rolled back leaves no trace, and one that is kept cannot be changed or removed', async () => {
	const opening = { ...openingOf(await keep(full)), fields: ['phone'] as const };
	const undone = within(async (work) => {
		await openContact(work, opening);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	expect(await disclosuresOf(db, centreId, opening.personId, opening.subject)).toEqual([]);
	await within((work) => openContact(work, opening));
	await expect(db.deleteFrom('people.disclosure').execute()).rejects.toThrow('permission denied');
	await expect(db.updateTable('people.disclosure').set({ reason: '别的' }).execute()).rejects.toThrow(
		'permission denied'
	);
});

test('a message goes to the person’s mobile phone, else to that of the account, else to nobody', async () => {
	const send = (personId: string) =>
		within((work) => messagePerson(work, { centreId, personId, text: '您的心愿有人认领了。' }));
	const receiver = async () => {
		const [last] = await db
			.selectFrom('notifications.message')
			.select('to_sealed')
			.orderBy('id', 'desc')
			.limit(1)
			.execute();
		return last && open(last.to_sealed);
	};
	expect(await send(await keep({ name: '无号' }))).toBe(false);
	expect(await send(await keep({ name: '座机', phone: '020-87654321' }))).toBe(false);
	expect(await receiver()).toBeUndefined();
	expect(await send(await keep({ name: '王芳', phone: '137 0000 0001' }))).toBe(true);
	expect(await receiver()).toBe('13700000001');
	const accountId = await createAccount(contextOf(), { name: '李', phone: '13700000002' });
	expect(await send(await keep({ accountId, name: '李' }))).toBe(true);
	expect(await receiver()).toBe('13700000002');
});
