import sharp from 'sharp';
import { expect, test } from 'vitest';
import { factsOf } from '#kernel/facts.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { pictureFile, storePicture } from '#modules/files/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publication } from '#tests/support/wishes.ts';
import {
	act,
	collectWish,
	findByReference,
	openWishContact,
	ownClaims,
	publicWish,
	queueOf,
	wall,
	wishAtWork
} from './server.ts';
import type { WishAction } from './lifecycle.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const today = shanghaiDate(new Date());
const member = { kind: 'member', id: cast.scopes.claimer };
const organisation = { kind: 'organisation', id: cast.scopes.organisation };

const picture = async (visitor: 'claimer' | 'gridWorker', background: string) => {
	const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background } })
		.png()
		.toBuffer();
	return (await storePicture(cast.as(visitor), { centreId, bytes })).id;
};

test('a wish is told to a grid worker, checked, published, claimed by two, carried out, confirmed by a call, and filed', async () => {
	const collected = await collectWish(cast.as('gridWorker'), {
		centreId,
		category: 'goods',
		channel: 'doorToDoor',
		communityId: cast.here.communityId,
		gridId: cast.here.gridId,
		beneficiaryKind: 'livingAlone',
		told: '我叫陈小梅，住样例街1号101，马桶坐下去起不来',
		name: '陈小梅',
		phone: '13800001234',
		address: '样例街1号101',
		consent: true
	});
	const wishId = collected.id;
	const doing = (visitor: Parameters<typeof cast.as>[0], action: WishAction, input: Record<string, unknown> = {}) =>
		act(action, cast.as(visitor), { centreId, wishId, ...input });
	expect(await findByReference(cast.as('clerk'), centreId, ` ${collected.reference.toLowerCase()} `)).toBe(wishId);
	expect((await queueOf(cast.as('leader'), centreId, 'collected')).lines.map(({ id }) => id)).toContain(wishId);

	expect(await doing('gridWorker', 'verify', { method: 'visit', result: 'confirmed' })).toMatchObject({
		state: 'verifying'
	});
	expect(await doing('clerk', 'publish', { ...publication, places: 2, budget: '500' })).toMatchObject({
		state: 'published'
	});
	expect(await doing('claimer', 'claim', { claimer: member })).toMatchObject({ state: 'partiallyClaimed', left: 1 });
	expect(await doing('representative', 'claim', { claimer: organisation })).toMatchObject({
		state: 'claimed',
		left: 0
	});
	expect(await openWishContact(cast.as('claimer'), { centreId, wishId, reason: '约上门' })).toEqual({
		name: '陈小梅',
		phone: '13800001234',
		address: '样例街1号101'
	});
	await doing('claimer', 'contact', { claimer: member, contactedOn: today });
	const [before, after] = [await picture('gridWorker', 'grey'), await picture('claimer', 'green')];
	const visit = { visitedOn: today, visitors: '网格员', findings: '要装扶手', pictureIds: [before] };
	expect(await doing('gridWorker', 'assess', visit)).toMatchObject({ state: 'assessing' });
	expect(await doing('claimer', 'start')).toMatchObject({ state: 'implementing' });
	await doing('claimer', 'report', { note: '材料到了', costs: '扶手 130\n螺丝 25.50' });
	expect(
		await doing('claimer', 'submit', {
			note: '装好了',
			costs: [{ item: '垫子', amountFen: 7500 }],
			pictureIds: [after]
		})
	).toMatchObject({
		state: 'submitted',
		asked: true
	});
	const guest = cast.as('guest');
	const isShown = async (id: string) => (await pictureFile(db, { id, name: 'card', format: 'webp' }))?.isPublic;
	expect((await publicWish(guest, centreId, wishId)).pictures).toEqual([]);
	expect(await isShown(after)).toBe(false);
	expect(
		await doing('clerk', 'accept', { way: 'phone', rating: 5, words: '谢谢', picturesConsent: true })
	).toMatchObject({ state: 'accepted' });

	const { claimers, pictures, completedOn } = await publicWish(guest, centreId, wishId);
	expect(claimers).toEqual([
		{ label: '苏先生', lead: true },
		{ label: '样例街小学', lead: false }
	]);
	expect(pictures.map(({ id, stage }) => [stage, id])).toEqual([
		['after', after],
		['before', before]
	]);
	expect([completedOn, await isShown(before)]).toEqual([today, true]);
	expect((await wall(db, centreId, { part: 'fulfilled' })).wishes[0]?.cover?.id).toBe(after);
	expect(await doing('clerk', 'close')).toMatchObject({ state: 'closed' });

	const { records, history } = await wishAtWork(cast.as('auditor'), centreId, wishId);
	expect(records.costs.map(({ amount_fen }) => amount_fen)).toEqual([13_000, 2_550, 7_500]);
	expect(history.map(({ what }) => what)).toEqual(
		expect.arrayContaining(['征集到心愿，来源：入户上门', '查看了联系方式', '心愿人确认完成：非常满意', '归档'])
	);
	expect((await ownClaims(cast.as('representative'), centreId)).map(({ id }) => id)).toEqual([wishId]);
	const clocks = await deadlinesOf(db, centreId, [wishId], today);
	expect(clocks.size).toBe(0);
});

test('each step of it is a fact: who, in which role, from where to where, and no word of the person', async () => {
	const { wishes } = await wall(db, centreId, { part: 'fulfilled' });
	const facts = (await factsOf(db, centreId, 'wish', wishes[0]?.id ?? '')).filter(({ action }) =>
		action.startsWith('wish.')
	);
	expect(facts.map(({ action, actor_role }) => `${action} ${actor_role}`)).toEqual([
		'wish.collected gridWorker',
		'wish.verified gridWorker',
		'wish.published clerk',
		'wish.claimed candidate',
		'wish.claimed candidate',
		'wish.contacted claimer',
		'wish.assessed gridWorker',
		'wish.started claimer',
		'wish.progressed claimer',
		'wish.submitted claimer',
		'wish.accepted clerk',
		'wish.closed clerk'
	]);
	for (const [at, { data }] of facts.entries())
		if (at > 0) expect((data as { from: string }).from).toBe((facts[at - 1]?.data as { to: string }).to);
	expect(JSON.stringify(facts.map(({ data }) => data))).not.toMatch(/陈|样例街|13800001234/);
});
