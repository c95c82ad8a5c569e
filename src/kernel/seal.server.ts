import { sql } from 'kysely';
import type { Context } from './command.ts';
import type { Db, Transaction } from './db.ts';
import type { TaskTable } from './jobs.ts';
import { appendToFrontier, emptyFrontier, frontierRoot, leafHash, type Frontier, type Hash } from './merkle.ts';

/** Facts sealed in one transaction, at most. */
const BATCH = 1000;

export const factTasks: TaskTable = {
	tasks: { sealFacts: async (context) => void (await sealFacts(context)) },
	crontab: { sealFacts: '* * * * *' }
};

/**
 * Appends every fact that waits to the Merkle tree of its centre (RFC 6962), in the order of their ids. Several sealers
 * may run at once: they take turns. Returns how many facts were sealed.
 */
export async function sealFacts({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
	const centres = await db.selectFrom('kernel.fact_unsealed').select('centre_id').distinct().execute();
	let sealed = 0;
	for (const { centre_id } of centres)
		for (let batch = BATCH; batch === BATCH; sealed += batch)
			batch = await db.transaction().execute((transaction) => sealBatch(transaction, centre_id, clock()));
	return sealed;
}

async function sealBatch(db: Transaction, centreId: string, now: Date): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`kernel.seal ${centreId}`}, 0))`.execute(db);
	const { rows } = await sql<FactRow>`
		select ${factColumns} from kernel.fact_unsealed u join kernel.fact f on f.centre_id = u.centre_id and f.id = u.fact_id
		where u.centre_id = ${centreId} order by u.fact_id limit ${BATCH}`.execute(db);
	if (rows.length === 0) return 0;
	const before = await frontierOf(db, centreId);
	const hashes = rows.map(leafOf);
	const leaves = rows.map(({ id }, at) => ({
		centre_id: centreId,
		leaf_index: before.size + at,
		fact_id: id,
		leaf_hash: Buffer.from(hashes[at] as Hash)
	}));
	await db.insertInto('kernel.fact_leaf').values(leaves).execute();
	const after = appendToFrontier(before, hashes);
	await db
		.insertInto('kernel.tree_head')
		.values({
			centre_id: centreId,
			size: after.size,
			root: Buffer.from(frontierRoot(after)),
			frontier: after.peaks.map((peak) => Buffer.from(peak)),
			sealed_at: now
		})
		.execute();
	const ids = rows.map(({ id }) => id);
	await db.deleteFrom('kernel.fact_unsealed').where('centre_id', '=', centreId).where('fact_id', 'in', ids).execute();
	return rows.length;
}

async function frontierOf(db: Db, centreId: string): Promise<Frontier> {
	const head = await db
		.selectFrom('kernel.tree_head')
		.select(['size', 'frontier'])
		.where('centre_id', '=', centreId)
		.orderBy('size', 'desc')
		.limit(1)
		.executeTakeFirst();
	return head ? { size: head.size, peaks: head.frontier } : emptyFrontier;
}

/** A fact as it is sealed: every column, the time to the microsecond. Of the table `kernel.fact f`. */
export const factColumns = sql`f.acting_for, f.action, f.actor_id, f.actor_kind, f.actor_role,
	to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
	f.centre_id, f.channel, f.data, f.id, f.subject_id, f.subject_kind`;

export interface FactRow {
	id: string;
	[column: string]: unknown;
}

/**
 * The leaf of a fact: the hash of its row as JSON in UTF-8, without white space, every object's names in the order of
 * their UTF-16 code units, numbers as ECMAScript writes them (RFC 8785). The names are those of the columns:
 * acting_for, action, actor_id, actor_kind, actor_role, at (2026-11-24T01:02:03.456000Z), centre_id, channel, data, id,
 * subject_id, subject_kind. Whoever holds the rows can compute the tree without this program.
 */
export const leafOf = (fact: FactRow): Hash => leafHash(Buffer.from(canonical(fact)));

export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
