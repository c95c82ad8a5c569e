import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import { addBuilding, addGrid } from '#modules/directory/server.ts';
import { storePicture } from '#modules/files/server.ts';
import { consentOf, disclosuresOf } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import type { Visitor } from '../../../bin/lib/access/visitors.ts';
import type { CollectWish, SubmitWish } from './intake-forms.ts';
import { channelOf, keepingWords } from './intake.ts';
import { isSerial, plainSerial, serialOf } from './paper.ts';
import { collectWish, enteredWishes, openWishContact, receiptOf, sheetOf, submitWish, wishAtWork } from './server.ts';
import { channels, KEEPING, keysOf } from './wish.ts';

const data = await mkdtemp(path.join(tmpdir(), 'meihua intake '));
process.env['MEIHUA_DATA'] = data;
const { db } = await testDatabase();
afterAll(() => rm(data, { recursive: true }));
const cast = await makeCast(db);
const { id: centreId, communityId, gridId } = cast.here;

const told = {
	centreId,
	category: 'service',
	communityId,
	beneficiaryKind: 'livingAlone',
	told: '一个人住，水龙头一直滴水',
	name: '陈小梅'
} as const;
const collect = (by: Visitor, more: Partial<z.input<typeof CollectWish>> = {}, key?: string) =>
	collectWish(cast.as(by), { ...told, channel: 'window', consent: true, ...more }, key);
const submit = (by: Visitor, more: Partial<z.input<typeof SubmitWish>> = {}) =>
	submitWish(cast.as(by), { ...told, phone: cast.phones[by], contactWay: 'callBack', ...more });
const rowOf = (id: string) =>
	db
		.selectFrom('wishes.intake as i')
		.innerJoin('wishes.wish as w', 'w.id', 'i.wish_id')
		.select(['i.capacity', 'i.entered_by', 'i.relationship', 'i.proxy_id', 'i.consent_way', 'i.paper_serial'])
		.select(['w.channel', 'w.person_id', 'w.grid_id', 'w.handler_id'])
		.where('w.id', '=', id)
		.executeTakeFirstOrThrow();
const wishes = async () => (await db.selectFrom('wishes.wish').select('id').execute()).length;
const accountOf = (visitor: Visitor) => {
	const actor = cast.actors[visitor];
	return actor.kind === 'account' ? actor.accountId : null;
};
const consentTo = async (id: string) =>
	consentOf(db, { centreId, personId: (await rowOf(id)).person_id, purpose: KEEPING, subjectId: id });

describe('every entry says who entered it, as what, for whom and how they agreed', () => {
	test.each([
		['clerk', 'clerk'],
		['gridWorker', 'gridWorker'],
		['socialWorker', 'socialWorker'],
		['buildingHead', 'buildingHead']
	] as const)('%s', async (by, capacity) => {
		const channel = channelOf[capacity] ?? 'window';
		const { id } = await collect(by, { channel });
		expect(await rowOf(id)).toMatchObject({ capacity, entered_by: accountOf(by), channel, consent_way: 'inPerson' });
		expect(await consentTo(id)).toMatchObject({ wording: keepingWords(false), way: 'inPerson' });
		const { intake } = await wishAtWork(cast.as('clerk'), centreId, id);
		expect(intake).toMatchObject({ consentWay: '当面同意', spokenForBy: null, enteredBy: expect.any(String) });
		const [fact] = await db
			.selectFrom('kernel.fact')
			.selectAll()
			.where('subject_id', '=', id)
			.where('action', '=', 'wish.collected')
			.execute();
		expect(fact).toMatchObject({ actor_role: capacity, acting_for: (await rowOf(id)).person_id, channel });
	});

	test('by every channel of the ledger', async () => {
		for (const channel of keysOf(channels))
			expect((await rowOf((await collect('clerk', { channel })).id)).channel).toBe(channel);
		expect((await rowOf((await collect('clerk', { channel: 'phone' })).id)).consent_way).toBe('phone');
	});

	test('and nobody else enters for others', async () => {
		const before = await wishes();
		for (const by of ['guest', 'resident', 'member', 'leader', 'administrator', 'auditor', 'otherClerk'] as const)
			await expect(collect(by)).rejects.toMatchObject({ name: 'Refused' });
		expect(await wishes()).toBe(before);
	});
});

describe('somebody speaks for another', () => {
	const speaking = { whom: 'other', proxyName: '陈小红', relationship: 'child', personConsent: true } as const;

	test('the wish is the other’s; whoever sends it is a person of their own, and both consents are in the words', async () => {
		const { id } = await submit('resident', { ...speaking, contactWay: 'code', name: '苏玉兰' });
		const row = await rowOf(id);
		expect(row).toMatchObject({ capacity: 'relative', relationship: 'child', handler_id: null });
		expect(row.proxy_id).not.toBe(row.person_id);
		const accounts = await db
			.selectFrom('people.person')
			.select(['id', 'account_id'])
			.where('id', 'in', [row.person_id, row.proxy_id ?? ''])
			.execute();
		expect(accounts.find((person) => person.id === row.person_id)?.account_id).toBeNull();
		expect(accounts.find((person) => person.id === row.proxy_id)?.account_id).toBe(accountOf('resident'));
		expect(await consentTo(id)).toMatchObject({ wording: keepingWords(true), way: 'online' });
		await expect(wishAtWork(cast.as('resident'), centreId, id)).rejects.toMatchObject({ name: 'Missing' });
	});

	test.each([
		['proxyName', { ...speaking, proxyName: undefined }],
		['relationship', { ...speaking, relationship: undefined }],
		['personConsent', { ...speaking, personConsent: false }]
	])('but not without %s: nothing is written', async (field, missing) => {
		const before = await wishes();
		await expect(submit('guest', missing)).rejects.toMatchObject({ issues: [{ field }] });
		expect(await wishes()).toBe(before);
	});

	test('who opens the contact is shown both, each opening recorded for each', async () => {
		const { id } = await submit('guest', { ...speaking, name: '何秀英' });
		const opened = await openWishContact(cast.as('clerk'), { centreId, wishId: id, reason: '打电话核实' });
		expect(opened).toMatchObject({ name: '何秀英', proxy: { name: '陈小红', relationship: '子女、媳婿' } });
		const { person_id, proxy_id } = await rowOf(id);
		for (const personId of [person_id, proxy_id ?? ''])
			expect(await disclosuresOf(db, centreId, personId, { kind: 'wish', id })).toMatchObject([
				{ reason: '打电话核实' }
			]);
	});

	test('at the window, too', async () => {
		const { id } = await collect('clerk', { proxyName: '陈小红', relationship: 'neighbour' });
		expect((await wishAtWork(cast.as('clerk'), centreId, id)).intake?.spokenForBy).toBe('邻居、朋友');
		await expect(collect('clerk', { proxyName: '陈小红' })).rejects.toMatchObject({
			issues: [{ field: 'relationship' }]
		});
	});
});

describe('where it is', () => {
	test('a building tells its grid, and must lie in the community', async () => {
		const buildingId = await addBuilding(cast.as('clerk'), { centreId, gridId, name: '东座' });
		expect((await rowOf((await collect('clerk', { buildingId })).id)).grid_id).toBe(gridId);
		const elsewhere = await addGrid(cast.as('clerk'), { centreId, communityId, name: '第二网格' });
		for (const wrong of [{ gridId: elsewhere, buildingId }, { buildingId: newId() }])
			await expect(collect('clerk', wrong)).rejects.toMatchObject({ issues: [{ field: 'buildingId' }] });
	});

	test('a building head enters for the own grid alone', async () => {
		expect((await rowOf((await collect('buildingHead')).id)).grid_id).toBe(gridId);
		const other = await addGrid(cast.as('clerk'), { centreId, communityId, name: '第三网格' });
		await expect(collect('buildingHead', { gridId: other })).rejects.toMatchObject({ issues: [{ field: 'gridId' }] });
	});

	test('a community of another centre is refused', async () => {
		await expect(collect('clerk', { communityId: newId() })).rejects.toMatchObject({
			issues: [{ field: 'communityId' }]
		});
	});
});

describe('a printed sheet', () => {
	const SERIAL = serialOf('2345678');

	test('is keyed in once, also by two at once; the second is told the reference', async () => {
		const twice = await Promise.allSettled(
			(['clerk', 'gridWorker'] as const).map((by) => collect(by, { paperSerial: ` ${SERIAL.toLowerCase()} ` }))
		);
		const [done] = twice.filter((one) => one.status === 'fulfilled');
		const [refused] = twice.filter((one) => one.status === 'rejected');
		expect(refused?.reason).toMatchObject({
			name: 'Conflict',
			message: expect.stringContaining(`已经录入过，编号 ${done?.value.reference ?? '?'}`)
		});
		expect(await sheetOf(db, centreId, SERIAL)).toEqual(done?.value);
		expect(await rowOf(done?.value.id ?? '')).toMatchObject({ consent_way: 'paper', paper_serial: SERIAL });
	});

	test('has a serial of which any one wrong character is seen', () => {
		const character = fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTVWXYZ');
		fc.assert(
			fc.property(
				fc.string({ unit: character, minLength: 7, maxLength: 7 }),
				fc.nat(7),
				character,
				(body, at, other) => {
					const serial = serialOf(body);
					expect(isSerial(serial)).toBe(true);
					const slip = serial.slice(0, at) + other + serial.slice(at + 1);
					expect(isSerial(slip)).toBe(slip === serial);
				}
			)
		);
		expect(plainSerial('abcd-２345 ')).toBe('ABCD2345');
	});
});

test('a call was in the last weeks, in Beijing time, and is not in the future', async () => {
	const { id } = await collect('clerk', { channel: 'phone', calledAt: localNow(-3_600_000) });
	const { intake } = await wishAtWork(cast.as('clerk'), centreId, id);
	expect(Math.abs((intake?.calledAt?.getTime() ?? 0) - (Date.now() - 3_600_000))).toBeLessThan(61_000);
	for (const calledAt of [localNow(3_600_000), '1999-01-01T09:00', '9999-12-31T23:59'])
		await expect(collect('clerk', { calledAt })).rejects.toMatchObject({ issues: [{ field: 'calledAt' }] });
});

const localNow = (shift: number) => new Date(Date.now() + 8 * 3_600_000 + shift).toISOString().slice(0, 16);

test('sent again after a lost answer, the same pictures are the same submission: one wish, the first answer', async () => {
	const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
		.jpeg()
		.toBuffer();
	const key = newId();
	const send = async () => {
		const { id } = await storePicture(cast.as('gridWorker'), { centreId, bytes, submissionKey: key });
		return collect('gridWorker', { pictureIds: [id] }, key);
	};
	const first = await send();
	expect([await send(), await send()]).toEqual([first, first]);
	const pictures = await db.selectFrom('wishes.wish_picture').select('stage').where('wish_id', '=', first.id).execute();
	expect(pictures).toEqual([{ stage: 'told' }]);
});

test('the same form sent with other words is told so: the first entry stands, alone', async () => {
	const [key, before] = [newId(), await wishes()];
	await collect('clerk', {}, key);
	await expect(collect('clerk', { told: '改要一台收音机' }, key)).rejects.toMatchObject({ name: 'Conflict' });
	expect(await wishes()).toBe(before + 1);
});

test('a collector sees the receipts of what they entered, and of nothing else', async () => {
	const own = await collect('socialWorker');
	const other = await collect('clerk');
	expect(await receiptOf(cast.as('socialWorker'), centreId, own.id)).toMatchObject({ reference: own.reference });
	await expect(receiptOf(cast.as('socialWorker'), centreId, other.id)).rejects.toMatchObject({ name: 'Missing' });
	await expect(receiptOf(cast.as('guest'), centreId, (await submit('guest')).id)).rejects.toMatchObject({
		name: 'Missing'
	});
	expect((await enteredWishes(cast.as('socialWorker'), centreId))[0]?.id).toBe(own.id);
	expect((await receiptOf(cast.as('leader'), centreId, other.id)).reference).toBe(other.reference);
});
