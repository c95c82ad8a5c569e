import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { workIn } from './command.ts';
import { databaseOf, ownerPool, type Db } from './db.ts';
import { newId } from './ids.ts';
import { leafHash, root } from './merkle.ts';
import { canonical, sealFacts } from './seal.server.ts';
import { isWhole, verifyFacts, type History } from './verify-facts.server.ts';
import { testDatabase } from '#tests/support/database.ts';

const { db, url, contextOf } = await testDatabase();
const owner = databaseOf(ownerPool(url, 2));
const context = contextOf();

/** A centre of its own for every test, with some facts. */
async function centreWith(count: number): Promise<string> {
	const centreId = newId();
	await db.transaction().execute(async (transaction) => {
		const work = workIn(context, transaction);
		for (let at = 0; at < count; at += 1)
			await work.record({
				centreId,
				subject: { kind: 'thing', id: newId() },
				action: 'thing.made',
				as: 'system',
				channel: 'system',
				data: { at, words: '梅花', nested: { z: [1, null], a: true } }
			});
	});
	return centreId;
}

const historyOf = async (centreId: string): Promise<History> =>
	(await verifyFacts(db)).find((history) => history.centreId === centreId) as History;

const leavesOf = (centreId: string) =>
	db.selectFrom('kernel.fact_leaf').selectAll().where('centre_id', '=', centreId).orderBy('leaf_index').execute();

/** Does what the owner of the database could do behind the application's back; the tables are as before afterwards. */
const tamper = (statement: ReturnType<typeof sql>): Promise<unknown> => statement.execute(owner as Db);

afterAll(() => owner.destroy());

test('a fact waits until it is sealed, and a sealed history is whole', async () => {
	const centreId = await centreWith(3);
	expect(await historyOf(centreId)).toMatchObject({ size: 0, waiting: 3 });
	expect(await sealFacts(context)).toBe(3);
	expect(await sealFacts(context)).toBe(0);
	const history = await historyOf(centreId);
	expect(history).toMatchObject({ size: 3, waiting: 0, altered: [], deleted: [], added: [] });
	expect(isWhole(history)).toBe(true);
});

test('the tree is the one anybody computes from the rows', async () => {
	const centreId = await centreWith(5);
	await sealFacts(context);
	const { rows } = await sql<{ json: Record<string, unknown>; at: string }>`
		select to_jsonb(f) as json, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
		from kernel.fact f where centre_id = ${centreId} order by id`.execute(db);
	const leaves = rows.map(({ json, at }) => leafHash(Buffer.from(canonical({ ...json, at }))));
	expect((await historyOf(centreId)).root).toBe(Buffer.from(root(leaves)).toString('hex'));
});

test('the canonical form orders names at every depth and leaves no space', () => {
	expect(canonical({ b: [{ d: 1, c: null }], a: '梅\n"', '10': 1e21, '9': true })).toBe(
		'{"10":1e+21,"9":true,"a":"梅\\n\\"","b":[{"c":null,"d":1}]}'
	);
});

test('two sealers at once give one tree', async () => {
	const centreId = await centreWith(2300);
	const sealed = await Promise.all([sealFacts(context), sealFacts(context), sealFacts(context)]);
	expect(sealed.reduce((sum, count) => sum + count)).toBe(2300);
	const leaves = await leavesOf(centreId);
	expect(leaves.map(({ leaf_index }) => leaf_index)).toEqual(leaves.map((_, at) => at));
	expect(await historyOf(centreId)).toMatchObject({ size: 2300, waiting: 0, brokenFrom: undefined });
});

test('history grows over several seals', async () => {
	const centreId = await centreWith(3);
	await sealFacts(context);
	const [first] = await leavesOf(centreId);
	await db.transaction().execute((transaction) =>
		workIn(context, transaction).record({
			centreId,
			subject: { kind: 'thing', id: newId() },
			action: 'thing.changed',
			as: 'system',
			channel: 'system'
		})
	);
	await sealFacts(context);
	expect((await leavesOf(centreId))[0]).toEqual(first);
	expect(isWhole(await historyOf(centreId))).toBe(true);
});

test('a fact altered by the owner of the database is found', async () => {
	const centreId = await centreWith(4);
	await sealFacts(context);
	const [, second] = await leavesOf(centreId);
	await tamper(
		sql`update kernel.fact set data = '{"at": 99}' where centre_id = ${centreId} and id = ${second?.fact_id}`
	);
	expect(await historyOf(centreId)).toMatchObject({ altered: [second?.fact_id], deleted: [], added: [] });
});

test('a time altered by a microsecond is found', async () => {
	const centreId = await centreWith(1);
	await sealFacts(context);
	await tamper(sql`update kernel.fact set at = at + interval '1 microsecond' where centre_id = ${centreId}`);
	expect((await historyOf(centreId)).altered).toHaveLength(1);
});

test('a deleted fact is found, sealed or waiting', async () => {
	const centreId = await centreWith(2);
	await sealFacts(context);
	await tamper(sql`delete from kernel.fact where centre_id = ${centreId}`);
	expect((await historyOf(centreId)).deleted).toHaveLength(2);
	const other = await centreWith(1);
	await tamper(sql`delete from kernel.fact where centre_id = ${other}`);
	expect((await historyOf(other)).deleted).toHaveLength(1);
});

test('a leaf that is inserted, exchanged or taken away is found', async () => {
	const inserted = await centreWith(2);
	const exchanged = await centreWith(3);
	const shortened = await centreWith(3);
	await sealFacts(context);
	await tamper(sql`insert into kernel.fact_leaf values (${inserted}, 2, ${newId()}, sha256('x'))`);
	await tamper(
		sql`update kernel.fact_leaf set leaf_hash = sha256('x') where centre_id = ${exchanged} and leaf_index = 0`
	);
	await tamper(sql`delete from kernel.fact_leaf where centre_id = ${shortened} and leaf_index = 2`);
	expect(await historyOf(inserted)).toMatchObject({ brokenFrom: 2 });
	expect(await historyOf(exchanged)).toMatchObject({ brokenFrom: 3 });
	expect(await historyOf(shortened)).toMatchObject({ brokenFrom: 3, added: [expect.any(String)] });
});

test('a fact and its leaf altered together do not fit the sealed root', async () => {
	const centreId = await centreWith(3);
	await sealFacts(context);
	await tamper(sql`update kernel.fact set action = 'thing.forged' where centre_id = ${centreId}`);
	const { rows } = await sql<{ json: Record<string, unknown>; at: string; id: string }>`
		select to_jsonb(f) as json, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
		from kernel.fact f where centre_id = ${centreId}`.execute(db);
	for (const { json, at, id } of rows)
		await tamper(
			sql`update kernel.fact_leaf set leaf_hash = ${Buffer.from(leafHash(Buffer.from(canonical({ ...json, at }))))}
				where centre_id = ${centreId} and fact_id = ${id}`
		);
	expect(await historyOf(centreId)).toMatchObject({ altered: [], brokenFrom: 3 });
});

test('a fact that came in past the trigger, or was taken off the waiting list, is found', async () => {
	const centreId = await centreWith(1);
	await db.deleteFrom('kernel.fact_unsealed').where('centre_id', '=', centreId).execute();
	expect((await historyOf(centreId)).added).toHaveLength(1);
});

test('the application may add facts, and neither change nor remove anything of the history', async () => {
	await centreWith(1);
	await sealFacts(context);
	for (const statement of [
		sql`update kernel.fact set action = 'x'`,
		sql`delete from kernel.fact`,
		sql`truncate kernel.fact`,
		sql`update kernel.fact_leaf set leaf_index = 7`,
		sql`delete from kernel.fact_leaf`,
		sql`update kernel.tree_head set size = 7`,
		sql`delete from kernel.tree_head`,
		sql`insert into kernel.fact_unsealed values (gen_random_uuid(), gen_random_uuid())`,
		sql`alter table kernel.fact disable trigger await_seal`
	])
		await expect(statement.execute(db)).rejects.toMatchObject({ code: '42501' });
});
