import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { copyOf, wishIn } from '#tests/support/wishes.ts';
import { act, wall } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const published = await wishIn(cast, 'published');

/** More than are looked through at once, over five years: from here on the index of pieces is asked. */
await sql`
	insert into wishes.wish
	select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'title', '想要一张桌子', 'public_text', '旧的坏了。',
		'reference', translate(lpad(n::text, 8, '0'), '01', 'XY'), 'published_on', current_date - n * 3))).*
	from wishes.wish as one, generate_series(1, 620) as n where centre_id = ${centreId} and id = ${published}`.execute(db);

const found = async (q: string) => (await wall(db, centreId, { q, limit: 1000 })).wishes.map(({ id }) => id);

/** What people write: Chinese, Latin, digits, both widths, spaces and lines. */
const character = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...'想换一盏灯给楼道装扶手老人家里的轮椅坡孩子书桌𠮷㐂') },
	{ weight: 2, arbitrary: fc.constantFrom(...`aBcＡｂ12３４%_\\'"，。、！（）`) },
	{ weight: 1, arbitrary: fc.constantFrom(' ', '　', '\n') }
);
/** Some before, some among, and some after the others. */
const DAYS = ['2019-12-31', '2024-02-29', '2026-01-01', '2030-05-01'];
const words = fc
	.array(character, { minLength: 1, maxLength: 40 })
	.map((all) => all.join(''))
	.filter((text) => text.trim() !== '');

test('every piece of a public text, cut anywhere and of any length, finds the wish', async () => {
	await fc.assert(
		fc.asyncProperty(words, words, fc.nat(), fc.nat(), async (title, publicText, from, length) => {
			const id = await copyOf(db, centreId, published, {
				title,
				public_text: publicText,
				published_on: DAYS[length % DAYS.length]
			});
			const all = [...(from % 2 ? title : publicText)];
			const start = from % all.length;
			const piece = all.slice(start, start + 1 + (length % 12)).join('');
			if (piece.trim() !== '') expect(await found(piece), JSON.stringify([title, publicText, piece])).toContain(id);
			await db.updateTable('wishes.wish').set({ on_wall: false }).where('id', '=', id).execute();
		}),
		{ numRuns: 150 }
	);
});

test('what does not stand in the public words is not found, and all words have to stand there', async () => {
	const id = await copyOf(db, centreId, published, {
		title: '想要一把轮椅',
		public_text: '楼道没有坡道，出门要人背。'
	});
	for (const q of ['轮椅', '轮', '想要一把轮椅', '坡道 轮椅', '陈阿姨', ' ', '坡道，出门'])
		expect(await found(q), q).toContain(id);
	for (const q of ['轮椅车', '坡椅', '轮椅 电灯', '椅轮', '陈小梅', '%', '_', '轮椅楼'])
		expect(await found(q), q).not.toContain(id);
});

test('what has left the wall leaves the index of words', async () => {
	const id = await copyOf(db, centreId, published, { title: '想要一盆兰花' });
	expect(await found('兰花')).toEqual([id]);
	await act('withdraw', cast.as('beneficiary'), { centreId, wishId: id, reason: '不要了' });
	expect(await found('兰花')).toEqual([]);
	const left = await db.selectFrom('wishes.wall_words').select('wish_id').where('wish_id', '=', id).execute();
	expect(left).toEqual([]);
});

test('pages of what was found follow each other without a gap', async () => {
	const made = await Promise.all(
		Array.from({ length: 7 }, (_, at) =>
			copyOf(db, centreId, published, { title: `想学二胡${at}`, published_on: DAYS[at % 3] })
		)
	);
	const seen: string[] = [];
	for (let after: string | null | undefined; after !== null;) {
		const page = await wall(db, centreId, { q: '二胡', part: 'open', limit: 3, after: after ?? undefined });
		seen.push(...page.wishes.map(({ id }) => id));
		after = page.next;
	}
	expect(seen.toSorted()).toEqual(made.toSorted());
});
