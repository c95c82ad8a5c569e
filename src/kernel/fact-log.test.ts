import { expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { clockAt } from './clock.ts';
import { workIn } from './command.ts';
import { factLog, securityLog, type FactFilter, type FactPage } from './fact-log.server.ts';
import { newId, NO_CENTRE } from './ids.ts';

const { db, contextOf } = await testDatabase();
const START = Date.parse('2026-05-01T00:00:00Z');
/** One fact a minute: every hundredth is of a class, the others of wishes. */
const record = (centreId: string, count: number, subject: (n: number) => { kind: string; id: string }) =>
	db.transaction().execute(async (transaction) => {
		for (let n = 0; n < count; n++) {
			const work = workIn(contextOf(undefined, clockAt(new Date(START + n * 60_000))), transaction);
			const { kind, id } = subject(n);
			await work.record({ centreId, subject: { kind, id }, action: `${kind}.done`, as: 'clerk', channel: 'online' });
		}
	});
const everyPage = async (read: (after: string | undefined) => Promise<FactPage>) => {
	const pages: string[][] = [];
	for (let after: string | undefined; ;) {
		const { facts, next } = await read(after);
		pages.push(facts.map(({ id }) => id));
		if (next === null) return pages;
		after = next;
	}
};
const sizes = (pages: string[][]) => pages.map(({ length }) => length);
const centreId = newId();
await record(centreId, 120, (n) => ({ kind: n % 100 === 0 ? 'class' : 'wish', id: newId() }));
const log = (filter: FactFilter = {}) => everyPage((after) => factLog(db, centreId, { ...filter, after }));

test('facts come newest first, fifty a page, each once', async () => {
	const pages = await log();
	expect(sizes(pages)).toEqual([50, 50, 20]);
	expect(new Set(pages.flat()).size).toBe(120);
	const { facts } = await factLog(db, centreId);
	expect(facts[0]?.at).toEqual(new Date(START + 119 * 60_000));
	expect(await factLog(db, newId())).toEqual({ facts: [], next: null });
});

test('the kind of subject, the action and the day narrow it down', async () => {
	expect(sizes(await log({ kind: 'class' }))).toEqual([2]);
	expect(sizes(await log({ action: 'wish.done' }))).toEqual([50, 50, 18]);
	expect(sizes(await log({ kind: 'class', action: 'wish.done' }))).toEqual([0]);
	const [from, before] = [new Date(START + 10 * 60_000), new Date(START + 20 * 60_000)];
	expect(sizes(await log({ from, before }))).toEqual([10]);
});

test('what is rare is found behind any number of other facts, a stretch at a time', async () => {
	const large = newId();
	await record(large, 5001, (n) => ({ kind: n === 0 ? 'class' : 'wish', id: newId() }));
	const pages = await everyPage((after) => factLog(db, large, { kind: 'class', after }));
	expect(sizes(pages)).toEqual([0, 1]);
});

test('the security log holds the events of the accounts asked for, and of no others', async () => {
	const [one, other] = [newId(), newId()];
	await record(NO_CENTRE, 3, (n) => ({ kind: 'account', id: n === 1 ? other : one }));
	const of = async (ids: string[]) => (await securityLog(db, ids)).facts.map(({ subjectId }) => subjectId);
	expect(await of([one])).toEqual([one, one]);
	expect(await of([one, other])).toEqual([one, other, one]);
	expect(await of([])).toEqual([]);
});
