import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn, type Work } from '#kernel/command.ts';
import { factsOf } from '#kernel/facts.ts';
import { newId } from '#kernel/ids.ts';
import { createCentre, setSetting } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { deadlinesOf, endDeadline, limitOf, pauseDeadline, pausesOf, resumeDeadline, startDeadline } from './server.ts';

const { db, contextOf } = await testDatabase();
const { id: centreId } = await createCentre(contextOf(), {
	districtName: '越秀区',
	slug: 'meihuacun',
	name: '梅花村街党群服务中心',
	address: '梅花路1号',
	phone: '020-12345678',
	openingHours: '周一至周日 9:00–21:00',
	communities: ['梅花社区']
});
const as = (role: string, centre: string | null = centreId): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: '某人',
	grants: [{ role, centreId: centre, scopeId: newId() }]
});
const clerk = as('clerk');
const on = (day: string, actor = clerk) => contextOf(actor, clockAt(new Date(`${day}T10:00:00+08:00`)));
const wish = () => ({ kind: 'wish', id: newId() });
const within = (day: string, run: (work: Work) => Promise<void>) =>
	db.transaction().execute((transaction) => run(workIn(on(day), transaction)));
const start = (day: string, subject: { kind: string; id: string }, amount = 5, rule = 'verify') =>
	within(day, (work) => startDeadline(work, { centreId, subject, rule, limit: { amount, unit: 'workdays' } }));
const view = async (day: string, { id }: { id: string }) => (await deadlinesOf(db, centreId, [id], day)).get(id);
const states = async ({ id }: { id: string }) =>
	(await db.selectFrom('deadlines.deadline').select('state').where('subject_id', '=', id).orderBy('id').execute()).map(
		({ state }) => state
	);

test('a clock starts today and is shown with what is left', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	expect(await view('2025-07-03', subject)).toEqual({
		rule: 'verify',
		dueOn: '2025-07-08',
		provisional: false,
		light: 'green',
		words: '还有3个工作日'
	});
});

test('many are read at once, only those that were asked for, and none for none', async () => {
	const [one, other, stranger] = [wish(), wish(), wish()];
	for (const subject of [one, other, stranger]) await start('2025-07-01', subject);
	const shown = await deadlinesOf(db, centreId, [one.id, other.id, newId()], '2025-07-01');
	expect([...shown.keys()].sort()).toEqual([one.id, other.id].sort());
	expect((await deadlinesOf(db, newId(), [one.id], '2025-07-01')).size).toBe(0);
	expect((await deadlinesOf(db, centreId, [], '2025-07-01')).size).toBe(0);
});

test('the next step meets the deadline of the one before; the same step anew cancels it', async () => {
	const subject = wish();
	await start('2025-07-01', subject, 5, 'verify');
	await start('2025-07-02', subject, 5, 'publish');
	await start('2025-07-03', subject, 5, 'publish');
	expect(await states(subject)).toEqual(['met', 'cancelled', 'running']);
	expect(await view('2025-07-03', subject)).toMatchObject({ rule: 'publish', dueOn: '2025-07-10' });
});

test('ending it, and ending it again, leaves none', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	for (const as of ['met', 'cancelled'] as const)
		await within('2025-07-02', (work) => endDeadline(work, { centreId, subject, as }));
	expect(await states(subject)).toEqual(['met']);
	expect(await view('2025-07-02', subject)).toBeUndefined();
});

test('two that start the clock of one subject at the same moment cannot both have it', async () => {
	const subject = wish();
	await Promise.allSettled([1, 2, 3, 4].map(() => start('2025-07-01', subject)));
	expect((await states(subject)).filter((state) => state === 'running')).toHaveLength(1);
});

test('a pause keeps its reason for staff, and the due day moves by the working days it lasted', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	await pauseDeadline(on('2025-07-02'), { centreId, subject, reason: '等待楼上住户回来' });
	expect(await view('2025-07-10', subject)).toMatchObject({ light: 'paused', words: '暂停计时' });
	await resumeDeadline(on('2025-07-07'), { centreId, subject });
	expect(await view('2025-07-07', subject)).toMatchObject({ dueOn: '2025-07-11', light: 'green' });
	expect(await pausesOf(db, centreId, subject)).toEqual([
		{ rule: 'verify', pausedOn: '2025-07-02', resumedOn: '2025-07-07', reason: '等待楼上住户回来' }
	]);
	const facts = await factsOf(db, centreId, 'wish', subject.id);
	expect(facts.map(({ action, actor_role, data }) => [action, actor_role, data])).toEqual([
		['deadline.paused', 'clerk', { rule: 'verify', pausedOn: '2025-07-02' }],
		['deadline.resumed', 'clerk', { rule: 'verify', dueOn: '2025-07-11' }]
	]);
});

test('a reason is kept sealed', async () => {
	const { reason_sealed: sealed } = await db
		.selectFrom('deadlines.pause')
		.select('reason_sealed')
		.executeTakeFirstOrThrow();
	expect(sealed.includes('等待')).toBe(false);
});

test('a pause that ends on its day changes nothing, and several pauses add up', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	for (const [from, to, due] of [
		['2025-07-02', '2025-07-02', '2025-07-08'],
		['2025-07-02', '2025-07-03', '2025-07-09'],
		['2025-07-04', '2025-07-07', '2025-07-10']
	] as const) {
		await pauseDeadline(on(from), { centreId, subject, reason: '等待' });
		await resumeDeadline(on(to), { centreId, subject });
		expect((await view(to, subject))?.dueOn).toBe(due);
	}
});

test('what stands cannot be stopped, what runs cannot be set going, and what is overdue cannot be excused', async () => {
	const subject = wish();
	const reason = '等待';
	await expect(pauseDeadline(on('2025-07-01'), { centreId, subject, reason })).rejects.toMatchObject({
		name: 'Missing'
	});
	await start('2025-07-01', subject);
	await expect(resumeDeadline(on('2025-07-02'), { centreId, subject })).rejects.toMatchObject({ name: 'Conflict' });
	await expect(pauseDeadline(on('2025-07-09'), { centreId, subject, reason })).rejects.toThrow(/已经超期/);
	await pauseDeadline(on('2025-07-08'), { centreId, subject, reason });
	await expect(pauseDeadline(on('2025-07-08'), { centreId, subject, reason })).rejects.toThrow(/已经在暂停/);
	await expect(pauseDeadline(on('2025-07-08'), { centreId, subject, reason: ' ' })).rejects.toMatchObject({
		name: 'Invalid'
	});
});

test('only the centre’s own staff stop a clock', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	for (const stranger of [guest, as('resident'), as('member'), as('auditor'), as('clerk', newId())]) {
		const context = on('2025-07-02', stranger);
		await expect(pauseDeadline(context, { centreId, subject, reason: '等待' })).rejects.toMatchObject({
			name: 'Refused'
		});
		await expect(resumeDeadline(context, { centreId, subject })).rejects.toMatchObject({ name: 'Refused' });
	}
	for (const role of ['gridWorker', 'leader', 'administrator']) {
		await pauseDeadline(on('2025-07-02', as(role)), { centreId, subject, reason: '等待' });
		await resumeDeadline(on('2025-07-02', as(role)), { centreId, subject });
	}
	expect((await view('2025-07-02', subject))?.dueOn).toBe('2025-07-08');
});

test('ending a clock that stands closes its pause', async () => {
	const subject = wish();
	await start('2025-07-01', subject);
	await pauseDeadline(on('2025-07-02'), { centreId, subject, reason: '等待' });
	await within('2025-07-04', (work) => endDeadline(work, { centreId, subject, as: 'cancelled' }));
	expect(await pausesOf(db, centreId, subject)).toMatchObject([{ resumedOn: '2025-07-04' }]);
});

test('a centre’s own limit holds from its day on; what is no limit counts as none', async () => {
	const standard = { amount: 7, unit: 'days' } as const;
	const set = (value: { amount: number; unit: string }, effectiveFrom: string) =>
		setSetting(contextOf(), { centreId, name: 'deadline.contact', value, effectiveFrom, citation: '街道通知' });
	await set({ amount: 3, unit: 'workdays' }, '2025-07-01');
	await set({ amount: 0, unit: 'weeks' }, '2025-08-01');
	expect(await limitOf(db, centreId, 'contact', standard, '2025-06-30')).toEqual(standard);
	expect(await limitOf(db, centreId, 'contact', standard, '2025-07-01')).toEqual({ amount: 3, unit: 'workdays' });
	expect(await limitOf(db, centreId, 'contact', standard, '2025-08-01')).toEqual(standard);
});
