import { sql } from 'kysely';
import type { Db, Transaction } from './db.ts';
import { appendToFrontier, emptyFrontier, frontierRoot, type Frontier } from './merkle.ts';
import { factColumns, leafOf, type FactRow } from './seal.server.ts';

/** What became of the history of one centre. It is whole when no list holds anything and `brokenFrom` is nothing. */
export interface History {
	centreId: string;
	/** How many facts are sealed, and the root over them in hexadecimal: written down elsewhere, it binds the operator too. */
	size: number;
	root: string;
	/** Facts whose content is no longer what was sealed. */
	altered: string[];
	/** Facts that were sealed, or waited to be, and are gone. */
	deleted: string[];
	/** Facts that are neither sealed nor wait to be: they came in past the application. */
	added: string[];
	/** The size of the first sealed tree that its leaves no longer give. */
	brokenFrom: number | undefined;
	/** Facts that wait to be sealed. */
	waiting: number;
}

export const isWhole = ({ altered, deleted, added, brokenFrom }: History): boolean =>
	altered.length + deleted.length + added.length === 0 && brokenFrom === undefined;

/** Recomputes every leaf from its fact and every root from the leaves, of all centres, as of one moment. */
export const verifyFacts = (db: Db): Promise<History[]> =>
	db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (snapshot) => {
			const { rows } = await sql<{ centre_id: string }>`
				select centre_id from kernel.fact union select centre_id from kernel.fact_unsealed union select centre_id from kernel.fact_leaf union select centre_id from kernel.tree_head
				order by centre_id`.execute(snapshot);
			const histories: History[] = [];
			for (const { centre_id } of rows) histories.push(await verifyCentre(snapshot, centre_id));
			return histories;
		});

async function verifyCentre(db: Transaction, centreId: string): Promise<History> {
	const sealed = await verifyLeaves(db, centreId);
	const { rows: gone } = await sql<{ id: string }>`
		select fact_id as id from kernel.fact_unsealed u where centre_id = ${centreId}
			and not exists (select from kernel.fact f where f.centre_id = u.centre_id and f.id = u.fact_id)`.execute(db);
	const { rows: added } = await sql<{ id: string }>`
		select id from kernel.fact f where centre_id = ${centreId}
			and not exists (select from kernel.fact_leaf l where l.centre_id = f.centre_id and l.fact_id = f.id)
			and not exists (select from kernel.fact_unsealed u where u.centre_id = f.centre_id and u.fact_id = f.id)
		order by id`.execute(db);
	const { count } = await db
		.selectFrom('kernel.fact_unsealed')
		.select((row) => row.fn.countAll<number>().as('count'))
		.where('centre_id', '=', centreId)
		.executeTakeFirstOrThrow();
	return {
		...sealed,
		centreId,
		deleted: [...sealed.deleted, ...gone.map(({ id }) => id)],
		added: added.map(({ id }) => id),
		waiting: count
	};
}

/** Leaves read at a time: memory stays flat however long the history is. */
const PAGE = 5000;

async function verifyLeaves(db: Transaction, centreId: string) {
	const altered: string[] = [];
	const deleted: string[] = [];
	const { leaves: end, sealed } = await extentOf(db, centreId);
	let frontier: Frontier = emptyFrontier;
	let brokenFrom: number | undefined;
	for (let from = 0; from < Math.max(end, sealed); from += PAGE) {
		const heads = await headsIn(db, centreId, from);
		for (const { leaf_index, leaf_hash, leaf_fact, is_gone, ...fact } of await leavesIn(db, centreId, from)) {
			if (is_gone) deleted.push(leaf_fact);
			else if (!leaf_hash.equals(leafOf(fact))) altered.push(leaf_fact);
			frontier = appendToFrontier(frontier, [leaf_hash]);
			const size = leaf_index + 1;
			if (heads.get(size)?.equals(frontierRoot(frontier))) heads.delete(size);
		}
		// what is left was not reproduced: a leaf before it is another one, or is gone
		for (const size of heads.keys()) brokenFrom ??= size;
	}
	if (end !== sealed) brokenFrom ??= Math.min(end, sealed);
	return {
		altered,
		deleted,
		brokenFrom,
		size: frontier.size,
		root: Buffer.from(frontierRoot(frontier)).toString('hex')
	};
}

/** How many leaves there are, judged by the last, and how many the last sealed tree says there are. */
async function extentOf(db: Transaction, centreId: string): Promise<{ leaves: number; sealed: number }> {
	const { rows } = await sql<{ leaves: number; sealed: number }>`
		select (select coalesce(max(leaf_index) + 1, 0) from kernel.fact_leaf where centre_id = ${centreId}) as leaves,
			(select coalesce(max(size), 0) from kernel.tree_head where centre_id = ${centreId}) as sealed`.execute(db);
	return rows[0] ?? { leaves: 0, sealed: 0 };
}

interface Leaf extends FactRow {
	leaf_index: number;
	leaf_hash: Buffer;
	leaf_fact: string;
	is_gone: boolean;
}

async function leavesIn(db: Transaction, centreId: string, from: number): Promise<Leaf[]> {
	const { rows } = await sql<Leaf>`
		select l.leaf_index, l.leaf_hash, l.fact_id as leaf_fact, f.id is null as is_gone, ${factColumns}
		from kernel.fact_leaf l left join kernel.fact f on f.centre_id = l.centre_id and f.id = l.fact_id
		where l.centre_id = ${centreId} and l.leaf_index >= ${from} and l.leaf_index < ${from + PAGE} order by l.leaf_index`.execute(
		db
	);
	return rows;
}

async function headsIn(db: Transaction, centreId: string, from: number): Promise<Map<number, Buffer>> {
	const heads = await db
		.selectFrom('kernel.tree_head')
		.select(['size', 'root'])
		.where('centre_id', '=', centreId)
		.where('size', '>', from)
		.where('size', '<=', from + PAGE)
		.orderBy('size')
		.execute();
	return new Map(heads.map(({ size, root }) => [size, root]));
}
