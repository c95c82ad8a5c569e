import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appPool, databaseOf, ownerPool, type Db } from '#kernel/db.ts';
import { createApi } from '#src/http/api.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { copyOf, wishIn } from '#tests/support/wishes.ts';
import { act } from '../server.ts';
import { changesSince, positionNow, sweepChanges, type Changed } from './changes.server.ts';
import type { WallNews } from './news.server.ts';
import { positionIn, positionText } from './position.ts';

const { db, url } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const published = await wishIn(cast, 'published');
const api = createApi({ database: () => db });

const change = (at: Db, id: string, places: number) =>
	at.updateTable('wishes.wish').set({ places }).where('centre_id', '=', centreId).where('id', '=', id).execute();

const told = (changes: readonly Changed[] = [], id?: string) =>
	changes.filter((one) => id === undefined || one.wishId === id).map((one) => one.change);

/** Reads events until there are as many, and closes. */
async function listen(
	count: number,
	{ after, headers = {} }: { after?: string; headers?: Record<string, string> } = {}
) {
	const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
	const answer = await api.request(`/api/v1/centres/here/wishes/events${query}`, { headers });
	const events: { event: string; id: string; news: WallNews }[] = [];
	const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	while (events.length < count) {
		const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
		if (done) break;
		const blocks = (text + (value ?? '')).split('\n\n');
		text = blocks.pop() ?? '';
		for (const block of blocks) {
			const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
			if (field('event'))
				events.push({ event: field('event'), id: field('id'), news: JSON.parse(field('data')) as WallNews });
		}
	}
	await reader?.cancel();
	return { answer, events };
}

test('a claim is told to everybody who listens, in public fields only', async () => {
	const wishId = await copyOf(db, centreId, published);
	const [first, second] = [listen(1), listen(1)];
	await wait(300);
	const since = performance.now();
	await act('claim', cast.as('claimer'), { centreId, wishId, claimer: { kind: 'member', id: cast.scopes.claimer } });
	for (const { answer, events } of [await first, await second]) {
		expect(answer.headers.get('content-type')).toContain('text/event-stream');
		expect(events).toHaveLength(1);
		const { news } = events[0] ?? {};
		expect(news).toMatchObject({ id: wishId, change: 'claimed', isOpen: false, need: '认领人齐了' });
		expect(Object.keys(news?.wish ?? {}).sort()).toEqual(
			[
				...['alias', 'category', 'claimed', 'community', 'completedOn', 'cover', 'id', 'kind', 'places'],
				...['publicText', 'publishedOn', 'reference', 'state', 'title']
			].sort()
		);
		expect(JSON.stringify(news)).not.toMatch(/陈小梅|样例街1号|1390000/);
	}
	expect(performance.now() - since).toBeLessThan(5000);
});

test('what leaves the wall is told without its words', async () => {
	const wishId = await copyOf(db, centreId, published);
	const heard = listen(1);
	await wait(300);
	await act('withdraw', cast.as('beneficiary'), { centreId, wishId, reason: '不需要了' });
	expect((await heard).events[0]?.news).toMatchObject({ id: wishId, change: 'removed', wish: null, need: null });
});

test('who comes back with the last id hears what was missed, once and in order, and then what happens', async () => {
	const [one, other] = [await copyOf(db, centreId, published), await copyOf(db, centreId, published)];
	const page = positionText(await positionNow(db));
	await change(db, one, 2);
	const { events: before } = await listen(1, { after: page });
	expect(before.map(({ news }) => news.id)).toEqual([one]);
	await change(db, other, 2);
	await change(db, one, 3);
	const later = listen(3, { after: page, headers: { 'last-event-id': before[0]?.id ?? '' } });
	await wait(500);
	await change(db, other, 3);
	const { events } = await later;
	expect(events.map(({ news }) => [news.id, news.wish?.places])).toEqual([
		[other, 2],
		[one, 3],
		[other, 3]
	]);
});

test('who was away too long, or has an id of another database, is told to read the page anew', async () => {
	const now = await positionNow(db);
	const ofLongAgo = positionText({ ...now, at: now.at - 3601 });
	const foreign = `${now.at}.900000000000:900000000000:`;
	for (const after of [ofLongAgo, foreign, 'nonsense', `${now.at}.5:1:`])
		expect((await listen(1, { after })).events.map(({ event }) => event)).toEqual(['reload']);
	const before = await positionNow(db);
	for (let at = 0; at < 501; at += 1) await change(db, published, 2 + (at % 2));
	expect(await changesSince(db, before)).toBeUndefined();
});

test('under concurrent commits in any order every reader is told every change exactly once', async () => {
	const wishes = await Promise.all(Array.from({ length: 6 }, () => copyOf(db, centreId, published)));
	const pool = appPool(url, 12);
	const many = databaseOf(pool);
	const start = await positionNow(db);
	let isOver = false;
	let made = 0;
	// transactions that begin early and commit late lie between those that are quick
	const writers = Array.from({ length: 12 }, async (_, writer) => {
		for (let turn = 0; turn < 15; turn += 1)
			await many.transaction().execute(async (work) => {
				const id = wishes[(writer + turn) % wishes.length] as string;
				await sql`select pg_current_xact_id()`.execute(work);
				await wait(writer % 3 === 0 ? 20 : 0);
				await sql`update wishes.wish set alias = ${`${writer}-${turn}`} where centre_id = ${centreId} and id = ${id}`.execute(
					work
				);
				made += 1;
				await wait(writer % 4 === 0 ? 15 : 0);
			});
	});
	const read = async (pause: number) => {
		let [since, last] = [start, false];
		const seen: Changed[] = [];
		while (!last) {
			last = isOver;
			const found = await changesSince(db, since);
			if (!found) throw new Error('too much');
			seen.push(...found.changes);
			since = found.position;
			await wait(pause);
		}
		return seen;
	};
	const readers = [read(1), read(7), read(40)];
	await Promise.all(writers);
	isOver = true;
	const heard = await Promise.all(readers);
	await pool.end();
	const rows = await db
		.selectFrom('wishes.wall_change')
		.select('wish_id')
		.where('wish_id', 'in', wishes)
		.where('change', '=', 'changed')
		.execute();
	for (const seen of heard) {
		expect(seen.filter(({ change: what }) => what === 'changed')).toHaveLength(made);
		for (const id of wishes)
			expect(told(seen, id).filter((what) => what === 'changed')).toHaveLength(
				rows.filter((row) => row.wish_id === id).length
			);
	}
});

test('a client that takes nothing is cut off before it fills the memory', async () => {
	const answer = await api.request('/api/v1/centres/here/wishes/events');
	for (let at = 0; at < 480; at += 1) await change(db, published, 2 + (at % 2));
	await wait(500);
	for (let at = 0; at < 20; at += 1) await change(db, published, 2 + (at % 2));
	await wait(500);
	const text = await answer.text();
	expect(text.length).toBeGreaterThan(100_000);
	expect(text.length).toBeLessThan(500_000);
});

test('what is kept for those who come back is forgotten after two hours', async () => {
	const owner = ownerPool(url, 1);
	await owner.query(
		`
		insert into wishes.wall_change (centre_id, wish_id, change, at)
		select $1, $2, 'changed', now() - hours * interval '1 hour' from unnest(array[1, 3]) as hours`,
		[centreId, published]
	);
	await owner.end();
	await sweepChanges(db);
	const kept = await db.selectFrom('wishes.wall_change').select('at').orderBy('at').limit(1).executeTakeFirstOrThrow();
	const age = (Date.now() - kept.at.getTime()) / 3_600_000;
	expect(age).toBeGreaterThan(0.9);
	expect(age).toBeLessThan(2);
});

test('a position is read as it was written, and nothing else is taken for one', () => {
	for (const text of ['1700000000.10:12:10,11', '1.5:5:'])
		expect(positionText(positionIn(text) ?? { at: 0, snapshot: '' })).toBe(text);
	for (const text of ['', '1.0:5:', '1.6:5:', '1.5:9:4', '1.5:9:9', '1.5:9:7,6', "1.5:9:'", '1.5:9', '1'.repeat(8000)])
		expect(positionIn(text)).toBeUndefined();
});

test('an address that has too many open is refused, and has room again when one is closed', async () => {
	const ask = () => api.request('/api/v1/centres/here/wishes/events', { headers: { 'x-client-ip': '203.0.113.7' } });
	const open = await Promise.all(Array.from({ length: 100 }, ask));
	expect(open.every(({ status }) => status === 200)).toBe(true);
	const refused = await ask();
	expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
	await open.pop()?.body?.cancel();
	const again = await ask();
	expect(again.status).toBe(200);
	for (const answer of [...open, again]) await answer.body?.cancel();
});
