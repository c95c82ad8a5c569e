import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { subscribe, workIn } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import { createCentre, setSetting } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { deadlinesOf, deadlineTasks, overridesOf, pauseDeadline, setDayOverride, startDeadline } from './server.ts';

const { db, contextOf } = await testDatabase();
let centres = 0;
const newCentre = async () =>
	(
		await createCentre(contextOf(), {
			districtName: '越秀区',
			slug: `centre${(centres += 1)}`,
			name: '党群服务中心',
			address: '梅花路1号',
			phone: '020-12345678',
			openingHours: '9:00–21:00',
			communities: ['梅花社区']
		})
	).id;
const on = (day: string, actor: Actor = system('test')) => contextOf(actor, clockAt(new Date(`${day}T10:00:00+08:00`)));
const start = async (centreId: string, day: string, limit: Limit, rule = 'verify') => {
	const subject = { kind: 'wish', id: newId() };
	await db
		.transaction()
		.execute((transaction) => startDeadline(workIn(on(day), transaction), { centreId, subject, rule, limit }));
	return subject;
};
const workdays = (amount: number): Limit => ({ amount, unit: 'workdays' });
const run = async (task: string, day: string, payload: unknown = {}) => deadlineTasks.tasks[task]?.(on(day), payload);
const watch = async (day: string) => {
	await run('remindDeadlines', day);
	await run('escalateDeadlines', day);
};
const told = async (centreId: string, { id }: { id: string }) =>
	(
		await db
			.selectFrom('kernel.fact')
			.select(['action', 'data'])
			.where('centre_id', '=', centreId)
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute()
	).map(({ action, data }) => [action, data]);
const dueOf = async (centreId: string, { id }: { id: string }) =>
	(await deadlinesOf(db, centreId, [id], '2026-01-05')).get(id);

test('what is yellow is reminded of once, what is red is escalated once', async () => {
	const centreId = await newCentre();
	const subject = await start(centreId, '2025-07-01', workdays(5));
	for (const day of ['2025-07-04', '2025-07-06']) await watch(day);
	expect(await told(centreId, subject)).toEqual([]);
	for (const day of ['2025-07-07', '2025-07-07', '2025-07-08', '2025-07-09', '2025-07-09']) await watch(day);
	expect(await told(centreId, subject)).toEqual([
		['deadline.reminded', { rule: 'verify', dueOn: '2025-07-08' }],
		['deadline.escalated', { rule: 'verify', dueOn: '2025-07-08' }]
	]);
});

test('what nobody looked at until it was red is escalated only', async () => {
	const centreId = await newCentre();
	const subject = await start(centreId, '2025-07-01', workdays(5));
	await watch('2025-07-09');
	expect((await told(centreId, subject)).map(([action]) => action)).toEqual(['deadline.escalated']);
});

test('limits in days are reminded of three days before, or as the centre says', async () => {
	const [standard, own] = [await newCentre(), await newCentre()];
	await setSetting(contextOf(), {
		centreId: own,
		name: 'deadline.warnWithin',
		value: { workdays: 1, days: 5 },
		effectiveFrom: '2025-01-01',
		citation: '街道通知'
	});
	const [here, there] = [
		await start(standard, '2025-07-01', { amount: 7, unit: 'days' }),
		await start(own, '2025-07-01', { amount: 7, unit: 'days' })
	];
	await watch('2025-07-03');
	expect([await told(standard, here), (await told(own, there)).length]).toEqual([[], 1]);
	await watch('2025-07-05');
	expect([(await told(standard, here)).length, (await told(own, there)).length]).toEqual([1, 1]);
});

test('what stands still is neither reminded of nor escalated', async () => {
	const centreId = await newCentre();
	const subject = await start(centreId, '2025-07-01', workdays(5));
	await pauseDeadline(on('2025-07-02'), { centreId, subject, reason: '等待' });
	await watch('2025-07-08');
	await watch('2025-07-20');
	expect((await told(centreId, subject)).map(([action]) => action)).toEqual(['deadline.paused']);
});

test('more than one batch, and two workers at a time: each is told once', async () => {
	const centreId = await newCentre();
	const ids = Array.from({ length: 450 }, newId);
	await db
		.insertInto('deadlines.deadline')
		.values(
			ids.map((id) => ({
				centre_id: centreId,
				id,
				subject_kind: 'wish',
				subject_id: id,
				rule: 'verify',
				started_on: '2025-07-01',
				amount: 5,
				unit: 'workdays',
				due_on: '2025-07-08',
				provisional: false,
				state: 'running'
			}))
		)
		.execute();
	await Promise.all([run('escalateDeadlines', '2025-07-09'), run('escalateDeadlines', '2025-07-09')]);
	await run('escalateDeadlines', '2025-07-09');
	const facts = await db
		.selectFrom('kernel.fact')
		.select('subject_id')
		.where('centre_id', '=', centreId)
		.where('action', '=', 'deadline.escalated')
		.execute();
	expect(facts.map((fact) => fact.subject_id).sort()).toEqual(ids.sort());
});

test('a listener that fails in one centre does not keep another from its turn, and is tried again', async () => {
	const [bad, good] = [await newCentre(), await newCentre()];
	const [here, there] = [await start(bad, '2025-07-01', workdays(1)), await start(good, '2025-07-01', workdays(1))];
	subscribe({
		'deadline.escalated': [
			async (_, fact) => {
				if (fact.centreId === bad) throw new Error('no');
			}
		]
	});
	await expect(run('escalateDeadlines', '2025-07-20')).rejects.toThrow(/failed in 1/);
	subscribe({});
	expect([await told(bad, here), (await told(good, there)).length]).toEqual([[], 1]);
	await run('escalateDeadlines', '2025-07-20');
	expect(await told(bad, here)).toHaveLength(1);
});

test('a day the office closes moves what is due, and what is due later; the history tells it', async () => {
	const centreId = await newCentre();
	const [short, long] = [
		await start(centreId, '2026-01-05', workdays(3)),
		await start(centreId, '2026-01-05', workdays(9))
	];
	const before = await start(centreId, '2026-01-05', workdays(1));
	const decide = { centreId, day: '2026-01-08', workday: false, reason: '台风' };
	await setDayOverride(on('2026-01-05'), decide);
	expect(await overridesOf(db, centreId)).toEqual(new Map([['2026-01-08', false]]));
	const { rows } = await sql<{ task: string }>`select task from kernel.jobs()`.execute(db);
	expect(rows.map(({ task }) => task)).toContain('recountDeadlines');
	await run('recountDeadlines', '2026-01-05', { centreId });
	const dues = [await dueOf(centreId, before), await dueOf(centreId, short), await dueOf(centreId, long)];
	expect(dues.map((due) => due?.dueOn)).toEqual(['2026-01-06', '2026-01-09', '2026-01-19']);
	expect(await told(centreId, before)).toEqual([]);
	expect(await told(centreId, short)).toEqual([
		['deadline.moved', { rule: 'verify', dueOn: '2026-01-09', before: '2026-01-08' }]
	]);

	await setDayOverride(on('2026-01-05'), { ...decide, workday: true, reason: '台风没有来' });
	await run('recountDeadlines', '2026-01-05', { centreId });
	expect((await dueOf(centreId, short))?.dueOn).toBe('2026-01-08');
});

test('every batch of a recount is reached', async () => {
	const centreId = await newCentre();
	const rows = Array.from({ length: 401 }, newId).map((id) => ({
		centre_id: centreId,
		id,
		subject_kind: 'wish',
		subject_id: id,
		rule: 'verify',
		started_on: '2026-01-05',
		amount: 3,
		unit: 'workdays',
		due_on: '2026-01-01',
		provisional: true,
		state: 'running'
	}));
	await db.insertInto('deadlines.deadline').values(rows).execute();
	await run('recomputeProvisional', '2026-01-05');
	const left = await db
		.selectFrom('deadlines.deadline')
		.select('id')
		.where('centre_id', '=', centreId)
		.where(({ eb, or }) => or([eb('provisional', '=', true), eb('due_on', '<>', '2026-01-08')]))
		.execute();
	expect(left).toEqual([]);
});

test('a provisional day becomes certain when the office has decided the days before it', async () => {
	const centreId = await newCentre();
	const subject = await start(centreId, '2026-12-31', workdays(1));
	expect(await dueOf(centreId, subject)).toMatchObject({ dueOn: '2027-01-01', provisional: true });
	expect((await dueOf(centreId, subject))?.words).toMatch(/（暂定）$/);
	for (const [day, workday] of [
		['2027-01-01', false],
		['2027-01-02', false],
		['2027-01-03', false],
		['2027-01-04', true]
	] as const)
		await setDayOverride(on('2026-12-31'), { centreId, day, workday, reason: '国务院办公厅通知' });
	await run('recomputeProvisional', '2026-12-31');
	expect(await dueOf(centreId, subject)).toMatchObject({ dueOn: '2027-01-04', provisional: false });
});

test('only an administrator decides the days of the office', async () => {
	const centreId = await newCentre();
	const as = (role: string, centre: string | null): Actor => ({
		kind: 'account',
		accountId: newId(),
		name: '某人',
		grants: [{ role, centreId: centre, scopeId: newId() }]
	});
	const decide = { centreId, day: '2026-01-08', workday: false, reason: '台风' };
	for (const stranger of [as('clerk', centreId), as('leader', centreId), as('administrator', newId())])
		await expect(setDayOverride(on('2026-01-05', stranger), decide)).rejects.toMatchObject({ name: 'Refused' });
	await expect(setDayOverride(on('2026-01-05'), { ...decide, day: '2026-02-30' })).rejects.toMatchObject({
		name: 'Invalid'
	});
	for (const administrator of [as('administrator', centreId), as('administrator', null)])
		await setDayOverride(on('2026-01-05', administrator), decide);
	expect((await overridesOf(db, centreId)).size).toBe(1);
});
