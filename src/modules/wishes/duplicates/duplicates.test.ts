import { expect, test } from 'vitest';
import { communitiesOf } from '#modules/directory/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import type { CollectWish } from '../intake-forms.ts';
import type { z } from 'zod';
import { act, collectWish, duplicatesOf, wishTasks } from '../server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
let numbers = 13600000000;

const collect = (told: string, changed: Partial<z.input<typeof CollectWish>> = {}) =>
	collectWish(cast.as('clerk'), {
		centreId,
		category: 'service',
		channel: 'window',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told,
		name: '陈小梅',
		phone: String(++numbers),
		consent: true,
		...changed
	});
const found = async (id: string) =>
	(await duplicatesOf(cast.as('clerk'), centreId, id)).map(({ id: other, why }) => [other, why]);

const RAIL = '独居老人浴室地面湿滑，想装一条扶手，晚上起夜不怕摔。';
const BOOKS = '孩子爱看书，想要几本适合小学低年级看的课外书，旧书也好';

test('one need told through two channels, in other words, by other people, is found, and how much it is alike is told', async () => {
	const first = await collect(`我叫梁志明，${RAIL}`, { name: '梁志明', channel: 'doorToDoor' });
	const books = await collect(BOOKS, { name: '何晓彤' });
	const again = await collect('老人说浴室地面很滑，晚上起夜怕摔，想装扶手', { name: '罗启光', channel: 'phone' });
	const [only, ...others] = await duplicatesOf(cast.as('clerk'), centreId, again.id);
	expect(others).toEqual([]);
	expect(only).toMatchObject({
		id: first.id,
		reference: first.reference,
		channel: 'doorToDoor',
		state: 'collected',
		why: ['text'],
		goesOn: true
	});
	expect(only?.likeness).toBeGreaterThan(35);
	expect(only?.likeness).toBeLessThan(100);
	expect(await found(first.id)).toEqual([[again.id, ['text']]]);
	expect(await found(books.id)).toEqual([]);
});

test('the same person, number and door are reasons, also for another need; the likest comes first', async () => {
	const [phone, address] = ['13612345678', '榕荫巷12号3楼302室'];
	const own = await collect('想请人修一修厨房的水龙头，拧紧了还在滴', { name: '钟志明', phone, address });
	const samePerson = await collect('想要两袋米和一桶花生油，身体不好出门少', { name: '钟志明', phone });
	const samePhone = await collect('厨房水龙头漏水，拧紧了还滴水，请来修一修', { name: '钟太太', phone });
	const sameDoor = await collect(BOOKS, { name: '钟小宝', address: '榕荫巷十二号三零二' });
	expect(await found(own.id)).toEqual([
		[samePhone.id, ['phone', 'text']],
		[sameDoor.id, ['door']],
		[samePerson.id, ['person']]
	]);
});

test('nobody but whoever may read what was told learns of them, and no centre of another’s', async () => {
	const one = await collect('想在架空层的柱子上包防撞条，孩子跑来跑去撞过两次', { phone: '13500000001' });
	await collect('架空层的柱子想包上防撞条，孩子跑来跑去撞过两次', { phone: '13500000001' });
	for (const visitor of ['clerk', 'gridWorker'] as const)
		expect(await duplicatesOf(cast.as(visitor), centreId, one.id)).toHaveLength(1);
	for (const visitor of ['guest', 'resident', 'member', 'leader', 'auditor', 'otherClerk', 'beneficiary'] as const)
		expect(await duplicatesOf(cast.as(visitor), centreId, one.id)).toEqual([]);
	expect(await duplicatesOf(cast.as('clerk'), centreId, 'nothing')).toEqual([]);
});

test('what is merged already is no suggestion any more', async () => {
	const one = await collect('四个月没有下过楼了，想要一辆折得起来的轮椅，去看看河涌边的花');
	const other = await collect('四个月没下过楼，想要一辆能折起来的轮椅，去河涌边看花');
	expect(await found(one.id)).toHaveLength(1);
	await act('merge', cast.as('clerk'), { centreId, wishId: other.id, into: one.reference });
	expect([await found(one.id), await found(other.id)]).toEqual([[], []]);
});

test('wishes and doors from before there was likeness are made findable by the job, once', async () => {
	const address = '竹丝巷9号东座301房';
	const one = await collect('楼道灯坏了半个月，晚上老人上下楼不安全，希望换成声控灯', { name: '甲', address });
	const other = await collect('楼道灯坏了，老人晚上上下楼不安全，能不能换声控灯', { name: '乙', address });
	await db.deleteFrom('wishes.likeness').execute();
	await db.updateTable('wishes.wish').set({ likeness_kept: false }).execute();
	await db.updateTable('people.person').set({ door_index: null, door_kept: false }).execute();
	expect(await found(one.id)).toEqual([]);
	await wishTasks.tasks['keepLikeness']?.(contextOf(), {});
	expect(await found(one.id)).toEqual([[other.id, ['door', 'text']]]);
	await wishTasks.tasks['keepLikeness']?.(contextOf(), {});
	expect(await found(one.id)).toEqual([[other.id, ['door', 'text']]]);
});

test('nothing of what was told can be read in what is kept for finding it', async () => {
	const { id } = await collect(RAIL);
	const rows = await db.selectFrom('wishes.likeness').selectAll().where('wish_id', '=', id).execute();
	expect(rows.length).toBeGreaterThan(10);
	for (const row of rows) expect(Object.keys(row).sort()).toEqual(['band', 'centre_id', 'wish_id']);
	const [community] = await communitiesOf(db, cast.scopes.elsewhere);
	const elsewhere = await collectWish(cast.as('otherClerk'), {
		centreId: cast.scopes.elsewhere,
		category: 'service',
		channel: 'window',
		communityId: community?.id ?? '',
		beneficiaryKind: 'elder',
		told: RAIL,
		name: '陈小梅',
		consent: true
	});
	const theirs = await db.selectFrom('wishes.likeness').select('band').where('wish_id', '=', elsewhere.id).execute();
	expect(theirs.filter(({ band }) => rows.some((row) => row.band === band))).toEqual([]);
});
