import { beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { storeDocument } from '#modules/files/server.ts';
import { makeCast, type Cast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publication } from '#tests/support/wishes.ts';
import { collectWish } from './commands/collect.server.ts';
import { compare } from './budget.ts';
import { act, maySeeDocument, publicWish, wishAtWork } from './server.ts';

const { db, contextOf } = await testDatabase();
let cast: Cast;
let centreId: string;
beforeAll(async () => {
	cast = await makeCast(db);
	centreId = cast.here.id;
});

const claimer = () => ({ kind: 'member' as const, id: cast.scopes.claimer });
const unit = () => ({ kind: 'organisation' as const, id: cast.scopes.organisation });
const items = [
	{ item: '水管材料', amountFen: 320_000 },
	{ item: '人工', amountFen: 150_000 },
	{ item: '恢复墙面', amountFen: 60_000 }
];
const milestones = [
	{ title: '水管改造完', dueOn: '2026-12-20' },
	{ title: '验收', dueOn: '2027-01-10' }
];

/** A project on the wall with its budget, and the ids of its parts. */
async function planned(places = 2): Promise<{ at: { centreId: string; wishId: string }; parts: string[] }> {
	const { id: wishId } = await collectWish(cast.as('clerk'), {
		...{ centreId, kind: 'project', category: 'publicGood', channel: 'fieldVisit', communityId: cast.here.communityId },
		...{ beneficiaryKind: 'public', told: '楼里的水管锈了，要一起换', name: '陈小梅', consent: true }
	});
	const at = { centreId, wishId };
	await act('verify', cast.as('clerk'), { ...at, method: 'visit', result: 'confirmed' });
	await act('publish', cast.as('clerk'), { ...at, ...publication, category: 'publicGood', places });
	const { partIds } = await act('budget', cast.as('clerk'), { ...at, items, milestones });
	return { at, parts: partIds as string[] };
}
const plan = async ({ wishId }: { wishId: string }) =>
	(await wishAtWork(cast.as('clerk'), centreId, wishId)).budget.items.map(({ item, claimId }) => [
		item,
		claimId !== null
	]);

test('several organisations share the parts of a project; one part is carried by one claimer', async () => {
	const { at, parts } = await planned();
	const [pipes, labour, wall] = parts;
	await act('claim', cast.as('representative'), { ...at, claimer: unit(), partIds: [pipes, pipes] });
	const taken = act('claim', cast.as('claimer'), { ...at, claimer: claimer(), partIds: [pipes, labour] });
	await expect(taken).rejects.toThrow(Conflict);
	await act('claim', cast.as('claimer'), { ...at, claimer: claimer(), partIds: [labour] });
	expect(await plan(at)).toEqual([
		['水管材料', true],
		['人工', true],
		['恢复墙面', false]
	]);
	await act('share', cast.as('claimer'), { ...at, claimer: claimer(), partIds: [wall] });
	expect((await plan(at)).map(([, carried]) => carried)).toEqual([true, false, true]);
	const others = act('share', cast.as('claimer'), { ...at, claimer: unit(), partIds: [] });
	await expect(others).rejects.toMatchObject({ name: 'Refused' });
});

test('whoever gives their place back frees their parts, and whoever takes it over carries them on', async () => {
	const { at, parts } = await planned();
	await act('claim', cast.as('representative'), { ...at, claimer: unit(), partIds: parts.slice(0, 2) });
	const to = { kind: 'member', id: cast.scopes.member };
	await act('reassign', cast.as('clerk'), { ...at, claimer: unit(), to, reason: '单位今年没有人手' });
	const { budget, claims } = await wishAtWork(cast.as('clerk'), centreId, at.wishId);
	expect(budget.items.map(({ claimId }) => claimId)).toEqual([claims[0]?.id, claims[0]?.id, null]);
	await act('release', cast.as('clerk'), { ...at, claimer: to, reason: '他搬走了' });
	expect((await plan(at)).every(([, carried]) => !carried)).toBe(true);
	await act('claim', cast.as('claimer'), { ...at, claimer: claimer(), partIds: parts });
	await act('withdraw', cast.as('clerk'), { ...at, reason: '整栋楼要拆了' });
	expect((await plan(at)).every(([, carried]) => !carried)).toBe(true);
});

test('the database refuses a part that is carried by a claim of another project, or by one that was given back', async () => {
	const [one, other] = [await planned(), await planned()];
	const { claimId } = await act('claim', cast.as('claimer'), { ...other.at, claimer: claimer() });
	const carry = (partId: string | undefined, by: unknown) =>
		db
			.updateTable('wishes.budget_item')
			.set({ claim_id: by as string })
			.where('id', '=', partId ?? '')
			.execute();
	await expect(carry(one.parts[0], claimId)).rejects.toThrow(/carried_by_held_claim/);
	await carry(other.parts[0], claimId);
	const released = { state: 'released', released_at: new Date() };
	await expect(
		db
			.updateTable('wishes.claim')
			.set(released)
			.where('id', '=', claimId as string)
			.execute()
	).rejects.toThrow(/carried_by_held_claim/);
});

test('the plan is written anew, but what somebody carries stays as it is', async () => {
	const { at, parts } = await planned();
	await act('claim', cast.as('claimer'), { ...at, claimer: claimer(), partIds: parts.slice(0, 1) });
	const again = (changed: typeof items) => act('budget', cast.as('clerk'), { ...at, items: changed, milestones });
	await expect(again(items.slice(1))).rejects.toThrow(/水管材料/);
	await expect(again([{ item: '水管材料', amountFen: 1 }])).rejects.toThrow(Conflict);
	await expect(again([...items, { item: '人工', amountFen: 1 }])).rejects.toThrow(Invalid);
	await again([{ item: '电梯', amountFen: 5 }, ...items.slice(0, 1)]);
	expect(await plan(at)).toEqual([
		['电梯', false],
		['水管材料', true]
	]);
	expect((await publicWish(contextOf(system('test')), centreId, at.wishId)).plan).toMatchObject({
		budgetFen: 320_005,
		milestones: [{ title: '水管改造完', reachedOn: null }, {}]
	});
});

test('money is spent on the item it names; an item of another project is refused, and a wish has no parts', async () => {
	const [{ at, parts }, other] = [await planned(1), await planned(1)];
	await act('claim', cast.as('claimer'), { ...at, claimer: claimer(), partIds: parts });
	await act('start', cast.as('claimer'), at);
	const foreign = [{ item: '弯头', amountFen: 100, budgetItemId: other.parts[0] }];
	await expect(act('report', cast.as('claimer'), { ...at, note: '开工了', costs: foreign })).rejects.toThrow(Invalid);
	const costs = '水管材料：弯头 3000\n水管材料 300\n人工 1500\n垃圾清运 80';
	await act('report', cast.as('claimer'), { ...at, note: '开工了', costs });
	const { budget, records, claims } = await wishAtWork(cast.as('clerk'), centreId, at.wishId);
	const spent = records.costs.map((cost) => ({ budgetItemId: cost.budget_item_id, amountFen: cost.amount_fen }));
	const { rows, total } = compare(budget.items, spent, claims);
	expect(rows.map(({ item, actualFen, beyondFen }) => [item, actualFen, beyondFen])).toEqual([
		['水管材料', 330_000, 10_000],
		['人工', 150_000, 0],
		['恢复墙面', 0, -60_000],
		['预算以外的', 8000, 8000]
	]);
	expect(total).toEqual({ budgetFen: 530_000, actualFen: 488_000, beyondFen: -42_000 });
});

test('receipts and papers are for staff and claimers; what was used once, or is another’s, is not attached', async () => {
	const { at } = await planned(1);
	await act('claim', cast.as('claimer'), { ...at, claimer: claimer() });
	await act('start', cast.as('claimer'), at);
	const paper = (visitor: 'claimer' | 'clerk', name: string) =>
		storeDocument(cast.as(visitor), { centreId, name, bytes: Buffer.from(`%PDF-1.4 ${name}${newId()}`) });
	const receipt = await paper('claimer', '发票.pdf');
	const report = { ...at, note: '水管到了', costs: '水管 3000' };
	await act('report', cast.as('claimer'), { ...report, receiptIds: [receipt] });
	await expect(act('report', cast.as('claimer'), { ...report, receiptIds: [receipt] })).rejects.toThrow(Conflict);
	const foreign = [await paper('clerk', '别人的.pdf')];
	await expect(act('report', cast.as('claimer'), { ...report, receiptIds: foreign })).rejects.toThrow(Missing);
	const documentIds = [await paper('claimer', '验收单.pdf')];
	const handed = { handedOn: shanghaiDate(new Date()) };
	const submit = (more: object) => act('submit', cast.as('claimer'), { ...at, note: '做好了', ...handed, ...more });
	await expect(submit({})).rejects.toMatchObject({ issues: [{ field: 'handedTo' }] });
	await submit({ documentIds, handedTo: '居委会' });
	const { documents, records } = await wishAtWork(cast.as('claimer'), centreId, at.wishId);
	expect(documents.map(({ name, purpose }) => [name, purpose])).toEqual([
		['发票.pdf', 'receipt'],
		['验收单.pdf', 'acceptance']
	]);
	expect(documents[0]?.progressId).toBe(records.progress[0]?.id);
	expect(records.progress.at(-1)).toMatchObject({ handed_to: '居委会' });
	const sees = async (visitor: 'claimer' | 'member' | 'auditor' | 'resident') =>
		maySeeDocument(cast.as(visitor), centreId, receipt);
	expect([await sees('claimer'), await sees('auditor'), await sees('member'), await sees('resident')]).toEqual([
		true,
		true,
		false,
		false
	]);
});
