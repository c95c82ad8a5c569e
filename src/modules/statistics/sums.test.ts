import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ownerPool } from '#kernel/db.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { channels, keysOf, kinds, PUBLICATION } from '#modules/wishes/index.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { foldFigures } from './commands/fold.server.ts';

const { db, url, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centre_id = cast.here.id;
const communities = (await communitiesOf(db, centre_id)).map(({ id }) => id);
const personId = newId();
await db.insertInto('people.person').values({ centre_id, id: personId, created_at: new Date() }).execute();

const drift = async () => (await sql`select * from statistics.drift`.execute(db)).rows;
const waiting = async () =>
	(await sql<{ n: number }>`select count(*) as n from statistics.wish_delta`.execute(db)).rows[0]?.n ?? 0;

const open = fc.constantFrom('published', 'partiallyClaimed', 'implementing', 'submitted', 'rejected', 'withdrawn');
const done = fc.constantFrom('accepted', 'closed');
const day = fc.constantFrom('2020-12-31', '2021-01-01', '2021-07-15', '2022-02-28').map(String);
/** Whatever anybody, also somebody careless, might write into a row of a wish. */
const Columns = fc.record({
	kind: fc.constantFrom(...keysOf(kinds)),
	category: fc.constantFrom('goods', 'service'),
	community_id: fc.constantFrom(...communities),
	channel: fc.constantFrom(...keysOf(channels)),
	collected_on: day,
	claimed_count: fc.integer({ min: 0, max: 2 }),
	budget_fen: fc.option(fc.integer({ min: 0, max: 10_000 })),
	ending: fc.oneof(
		fc.record({ state: done, completed_on: day, rating: fc.option(fc.integer({ min: 1, max: 5 })) }),
		fc.record({ state: open, completed_on: fc.constant(null), rating: fc.constant(null) })
	),
	isShown: fc.boolean()
});
const columnsOf = ({ ending, isShown, ...columns }: typeof Columns extends fc.Arbitrary<infer T> ? T : never) => ({
	...columns,
	...ending,
	rejection_reason: ending.state === 'rejected' ? 'notReal' : null,
	on_wall: isShown && ending.state !== 'rejected' && ending.state !== 'withdrawn'
});

const Move = fc.oneof(
	{ arbitrary: fc.record({ what: fc.constant('wish' as const), columns: Columns }), weight: 4 },
	{ arbitrary: fc.record({ what: fc.constant('merge' as const) }), weight: 1 },
	{
		arbitrary: fc.record({ what: fc.constant('claim' as const), claimer: fc.constantFrom('member', 'claimer') }),
		weight: 3
	},
	{ arbitrary: fc.record({ what: fc.constant('release' as const) }), weight: 2 },
	{ arbitrary: fc.record({ what: fc.constant('cost' as const), fen: fc.integer({ min: 1, max: 999 }) }), weight: 2 },
	{ arbitrary: fc.record({ what: fc.constant('fold' as const) }), weight: 1 }
);
type Move = typeof Move extends fc.Arbitrary<infer T> ? T : never;

async function newWish(): Promise<string> {
	const id = newId();
	await db
		.insertInto('wishes.wish')
		.values({
			...{
				centre_id,
				id,
				reference: newReference(),
				kind: 'wish',
				state: 'collected',
				category: 'goods',
				channel: 'phone'
			},
			...{
				community_id: communities[0] as string,
				person_id: personId,
				beneficiary_kind: 'elder',
				told_sealed: seal('灯')
			},
			...{
				contact_way: 'proxy',
				title: '灯',
				public_text: '换一盏灯',
				alias: '陈阿姨',
				places: 2,
				published_on: '2021-01-01'
			},
			...{ collected_on: '2021-01-01', created_at: new Date() }
		})
		.execute();
	await db
		.insertInto('people.consent')
		.values({
			centre_id,
			id: newId(),
			person_id: personId,
			purpose: PUBLICATION,
			subject_id: id,
			wording: '同意',
			way: 'phone',
			given_at: new Date()
		})
		.execute();
	return id;
}

async function make(wishId: string, into: string, move: Move): Promise<void> {
	const wish = db.updateTable('wishes.wish').where('centre_id', '=', centre_id).where('id', '=', wishId);
	const held = db
		.updateTable('wishes.claim')
		.where('wishes.claim.wish_id', '=', wishId)
		.where('wishes.claim.state', '=', 'held');
	if (move.what === 'fold') return void (await foldFigures(contextOf()));
	if (move.what === 'wish') await wish.set({ ...columnsOf(move.columns), merged_into_id: null }).execute();
	if (move.what === 'merge')
		await wish
			.set({
				state: 'merged',
				merged_into_id: into,
				on_wall: false,
				rejection_reason: null,
				completed_on: null,
				rating: null
			})
			.execute();
	// places are taken and given back behind the lock of the wish, as always: else two who come at once would wait for each other
	if (move.what === 'release')
		await held
			.where('wish_id', 'in', ({ selectFrom }) =>
				selectFrom('wishes.wish').select('id').where('centre_id', '=', centre_id).where('id', '=', wishId).forUpdate()
			)
			.set({ state: 'released', released_at: new Date(), lead: false })
			.execute();
	if (move.what === 'claim')
		await sql`insert into wishes.claim (centre_id, id, wish_id, claimer_kind, member_id, state, place, wish_places, lead, claimed_at)
			select centre_id, ${newId()}, id, 'member', ${cast.scopes[move.claimer as 'member']}, 'held', ${move.claimer === 'member' ? 1 : 2}::int, 2, false, now()
			from wishes.wish where centre_id = ${centre_id} and id = ${wishId} for update
			on conflict (centre_id, wish_id, member_id) where member_id is not null do update set state = 'held', released_at = null`.execute(
			db
		);
	if (move.what === 'cost') {
		const progress_id = newId();
		const at = { centre_id, wish_id: wishId };
		await db
			.insertInto('wishes.progress')
			.values({ ...at, id: progress_id, note: '做了', recorded_at: new Date() })
			.execute();
		await db
			.insertInto('wishes.cost')
			.values({ ...at, id: newId(), progress_id, item: '灯', amount_fen: move.fen })
			.execute();
	}
}

test('whatever is written into the rows, by whoever, at the same time: the figures are what counting the rows gives', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), Move), { minLength: 10, maxLength: 30 }),
			async (moves) => {
				const wishes = [await newWish(), await newWish(), await newWish()];
				const other = await newWish();
				// three at a time, so that they meet on the same rows
				for (let at = 0; at < moves.length; at += 3)
					await Promise.all(moves.slice(at, at + 3).map(([which, move]) => make(wishes[which] as string, other, move)));
				expect(await drift()).toEqual([]);
			}
		),
		{ numRuns: 25 }
	);
}, 60_000);

test('the commands, too, leave no drift, and folding changes no figure', async () => {
	for (const state of ['collected', 'claimed', 'accepted', 'closed'] as const) await wishIn(cast, state);
	const parts = () =>
		sql`select kind, dimension, key, sum(collected) as collected, sum(claimed) as claimed, sum(days) as days, sum(rated_5) as rated
			from statistics.wish_part group by kind, dimension, key order by kind, dimension, key`.execute(db);
	const before = (await parts()).rows;
	expect(await waiting()).toBeGreaterThan(0);
	await foldFigures(contextOf());
	expect(await waiting()).toBe(0);
	expect((await parts()).rows).toEqual(before);
	expect(await drift()).toEqual([]);
});

test('what was written past the triggers is found, and counting anew repairs it', async () => {
	const owner = ownerPool(url, 1);
	await owner.query('alter table wishes.wish disable trigger user');
	await owner.query("update wishes.wish set channel = 'window', budget_fen = 1 where kind = 'wish'");
	await owner.query('alter table wishes.wish enable trigger user');
	expect(await drift()).not.toEqual([]);
	await owner.query('select statistics.recount()');
	expect(await drift()).toEqual([]);
	await owner.end();
});

test('what nobody counts writes nothing', async () => {
	const id = await newWish();
	await foldFigures(contextOf());
	await db.updateTable('wishes.wish').set({ title: '一盏灯', handler_id: newId() }).where('id', '=', id).execute();
	expect(await waiting()).toBe(0);
});

test('the application can neither write nor repair a figure', async () => {
	for (const attempt of [
		sql`insert into statistics.wish_sum select * from statistics.wish_sum`,
		sql`update statistics.wish_sum set collected = 0`,
		sql`delete from statistics.wish_delta`,
		sql`delete from statistics.claimer_sum`,
		sql`select statistics.recount()`
	])
		await expect(attempt.execute(db)).rejects.toThrow(/permission denied/);
});
