import { expect, test } from 'vitest';
import { clockAt } from '#kernel/clock.ts';
import { Missing } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { claimCounts } from '#modules/wishes/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import { reportedIn } from '#tests/support/shifts.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { recordOf, remarksOf, writeCard } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const memberId = cast.scopes.claimer;
const own = cast.as('claimer');
const subject = { kind: 'member', id: memberId } as const;
const today = shanghaiDate(new Date());
const year = today.slice(0, 4);

test('the record puts together hours, claims, and where somebody reported in; it is theirs and the staff’s', async () => {
	await reportedIn(cast.as('clerk'), cast, [memberId]);
	await served(db, { centreId, memberId, day: `${year}-01-05`, minutes: 90 });
	for (const state of ['claimed', 'accepted'] as const) await wishIn(cast, state);
	const record = await recordOf(own, centreId, subject, year);
	expect(record).toMatchObject({
		...{ totals: { times: 1, minutes: 90, people: 1 }, reported: true, held: 2, finished: 1, next: null },
		hours: [{ postTitle: '清扫小公园', fieldName: '环境整治', minutes: 90 }],
		checkIns: [{ communityName: '第一社区' }]
	});
	expect(record.claims).toHaveLength(2);
	expect(record.claims.filter(({ completedOn }) => completedOn !== null)).toHaveLength(1);
	for (const visitor of ['member', 'representative', 'gridWorker', 'otherClerk', 'guest'] as const)
		await expect(recordOf(cast.as(visitor), centreId, subject, year)).rejects.toThrow(Missing);
	expect((await recordOf(cast.as('clerk'), centreId, subject, year)).subject.label).toBe('苏启文');
	expect((await recordOf(cast.as('leader'), centreId, subject, year)).subject.label).toBe('苏先生');
});

test('places given back are in no record; another year has its own figures', async () => {
	const counts = await claimCounts(db, centreId, 'member', { from: '2001-01-01', to: '2001-12-31' });
	expect(counts.size).toBe(0);
	expect(await recordOf(own, centreId, subject, '2001')).toMatchObject({ totals: { times: 0, minutes: 0 }, held: 0 });
});

test('a long year is read page by page, every stretch once, the newest first', async () => {
	const quiet = cast.scopes.member;
	for (let at = 0; at < 60; at += 1)
		await served(db, {
			...{ centreId, memberId: quiet, minutes: 30 },
			day: `2025-${String(1 + Math.floor(at / 5)).padStart(2, '0')}-${String(1 + (at % 5)).padStart(2, '0')}`
		});
	const clerk = cast.as('clerk');
	const first = await recordOf(clerk, centreId, { kind: 'member', id: quiet }, '2025');
	const rest = await recordOf(clerk, centreId, { kind: 'member', id: quiet }, '2025', first.next ?? '');
	const starts = [...first.hours, ...rest.hours].map(({ startsAt }) => startsAt.getTime());
	expect(starts).toHaveLength(60);
	expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => b - a));
	expect(first.totals.minutes).toBe(1800);
});

test('the community writes the card of a period; the words are sealed and may be written anew', async () => {
	const clerk = { ...cast.as('clerk'), clock: clockAt(new Date()) };
	const card = { centreId, memberId, period: `${year}Q1` };
	await writeCard(clerk, { ...card, remarks: '来得早，走得晚' });
	await writeCard(clerk, { ...card, remarks: '来得早，做得细' });
	expect((await remarksOf(db, centreId, memberId, card.period)).remarks).toBe('来得早，做得细');
	expect((await remarksOf(db, centreId, memberId, year)).remarks).toBeNull();
	const { remarks_sealed } = await db.selectFrom('records.card').select('remarks_sealed').executeTakeFirstOrThrow();
	expect(remarks_sealed.toString('utf8')).not.toContain('来得早');
	await expect(writeCard(cast.as('otherClerk'), { ...card, remarks: '不认识' })).rejects.toThrow(Missing);
});
