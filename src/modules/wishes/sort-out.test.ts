import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { storePicture } from '#modules/files/server.ts';
import { consentOf } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { copyOf, newestMessage, wishIn } from '#tests/support/wishes.ts';
import { KEEPING, PUBLICATION } from './index.ts';
import { act, collectWish, publicWish, wishAtWork } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const clerk = cast.as('clerk');
const at = (wishId: string) => wishAtWork(clerk, centreId, wishId);
const merge = async (wishId: string, target: string) =>
	act('merge', clerk, { centreId, wishId, into: (await at(target)).reference });

async function shown(): Promise<string> {
	const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#7a1' } })
		.png()
		.toBuffer();
	return (await storePicture(clerk, { centreId, bytes })).id;
}

const told = async () =>
	collectWish(clerk, {
		centreId,
		category: 'service',
		channel: 'phone',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '楼道的灯坏了，想换一盏声控的',
		name: '罗启光',
		phone: '13600000009',
		pictureIds: [await shown()],
		consent: true
	});

test('a wish that is merged ends, and its history, checks and pictures are read where it goes on', async () => {
	const target = await wishIn(cast, 'published');
	const { id, reference } = await told();
	await act('verify', clerk, { centreId, wishId: id, method: 'visit', result: 'confirmed', note: '灯座也坏了' });
	expect(await merge(id, target)).toEqual({ state: 'merged', goesOn: target });
	expect(await newestMessage(db, reference)).toContain('已经合在一起办');
	const [from] = (await at(target)).related;
	expect(from).toMatchObject({ id, reference, state: 'merged', channel: 'phone', relation: 'mergedFrom' });
	expect(from?.before).toMatchObject({ told: '楼道的灯坏了，想换一盏声控的', verifications: [{ method: 'visit' }] });
	expect(from?.before?.pictures).toHaveLength(1);
	expect(from?.before?.history.map(({ note }) => note)).toContain('灯座也坏了');
	expect((await at(id)).related).toMatchObject([{ id: target, relation: 'mergedInto', before: null }]);
	expect((await at(target)).history.map(({ what }) => what).join()).toContain(reference);
	expect((await wishAtWork(cast.as('leader'), centreId, target)).related[0]?.before?.told).toBeNull();
	await expect(publicWish(cast.as('guest'), centreId, target)).resolves.not.toHaveProperty('related');
});

test('a published wish that is merged is off the wall, and its consent is over', async () => {
	const [wishId, target] = [await wishIn(cast, 'published'), await wishIn(cast, 'collected')];
	await merge(wishId, target);
	await expect(publicWish(cast.as('guest'), centreId, wishId)).rejects.toThrow('没有这个心愿');
	expect(await consentsOf(wishId, PUBLICATION)).toBeUndefined();
});

test('nothing is merged into itself, into what has ended, into another centre’s or nothing, or by whoever is no clerk', async () => {
	const [wishId, target] = [await wishIn(cast, 'verifying'), await wishIn(cast, 'collected')];
	await expect(merge(wishId, wishId)).rejects.toBeInstanceOf(Invalid);
	await expect(act('merge', clerk, { centreId, wishId, into: 'ZZZZ9999' })).rejects.toThrow('没有这个编号');
	await merge(target, wishId);
	await expect(merge(wishId, target)).rejects.toThrow('已经结束');
	await expect(merge(target, wishId)).rejects.toBeInstanceOf(Conflict);
	const other = await copyOf(db, centreId, wishId);
	const into = (await at(other)).reference;
	await expect(act('merge', cast.as('gridWorker'), { centreId, wishId, into })).rejects.toBeInstanceOf(Refused);
});

test('of two wishes that are merged into each other at the same time, exactly one goes on', async () => {
	const model = await wishIn(cast, 'verifying');
	for (let time = 0; time < 8; time += 1) {
		const pair = [await copyOf(db, centreId, model), await copyOf(db, centreId, model)] as const;
		const outcomes = await Promise.allSettled([merge(pair[0], pair[1]), merge(pair[1], pair[0])]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const refused = outcomes.find((outcome) => outcome.status === 'rejected')?.reason as Error;
		expect(['Conflict', 'Invalid']).toContain(refused.name);
		expect([(await at(pair[0])).state, (await at(pair[1])).state].sort()).toEqual(['merged', 'verifying']);
	}
});

test('a wish becomes a project and back, with what was checked and shown, under a new reference; both lead to each other', async () => {
	const { id } = await told();
	await act('verify', clerk, { centreId, wishId: id, method: 'phone', result: 'confirmed' });
	const first = await act('convert', clerk, { centreId, wishId: id, reason: '整个楼道都要换' });
	const project = await at(first['goesOn'] as string);
	expect(project).toMatchObject({
		kind: 'project',
		state: 'verifying',
		channel: 'phone',
		reference: first['reference']
	});
	expect(project.records.verifications).toHaveLength(1);
	expect(project.pictures.map(({ stage }) => stage)).toEqual(['told']);
	expect(project.deadline?.rule).toBe('wish.verifying');
	expect(project.related).toMatchObject([{ id, relation: 'convertedFrom' }]);
	expect((await at(id)).related).toMatchObject([{ id: project.id, relation: 'convertedInto' }]);
	expect(await newestMessage(db, project.reference)).toContain('新的编号');
	expect(await consentsOf(project.id, KEEPING)).toMatchObject({ way: 'phone' });
	const back = await act('convert', clerk, { centreId, wishId: project.id, reason: '只换一盏就够了' });
	expect(await at(back['goesOn'] as string)).toMatchObject({ kind: 'wish', state: 'verifying' });
	await expect(act('convert', clerk, { centreId, wishId: id, reason: '再转一次' })).rejects.toBeInstanceOf(Conflict);
});

test('who is refused is told why and where to go instead, and the record says whether they were', async () => {
	const { id, reference } = await told();
	await act('reject', clerk, { centreId, wishId: id, reason: 'belongsElsewhere', note: '物业已经在修' });
	const text = await newestMessage(db, reference);
	expect(text).toContain('请拨打 12345');
	expect(text).not.toContain('物业已经在修');
	const fact = await db
		.selectFrom('kernel.fact')
		.select('data')
		.where('subject_id', '=', id)
		.where('action', '=', 'wish.rejected')
		.executeTakeFirstOrThrow();
	expect(fact.data).toMatchObject({ told: true });
});

async function consentsOf(wishId: string, purpose: typeof KEEPING | typeof PUBLICATION) {
	const { person_id: personId } = await db
		.selectFrom('wishes.wish')
		.select('person_id')
		.where('id', '=', wishId)
		.executeTakeFirstOrThrow();
	return consentOf(db, { centreId, personId, purpose, subjectId: wishId });
}
