import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type z } from 'zod';
import { accountOf, type Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Db, Transaction } from './db.ts';
import { Conflict, Invalid } from './errors.ts';
import { insertFact, insertFacts, type Fact, type NewFact } from './facts.ts';
import { isId, NO_CENTRE } from './ids.ts';

/** What every read and every command is given: a database, who asks, and what time it is. */
export interface Context {
	db: Db;
	actor: Actor;
	clock: Clock;
}

/** A context inside the one transaction of a command. */
export interface Work extends Context {
	db: Transaction;
	/** Appends a fact, tells the listeners, in this transaction. */
	record(fact: NewFact): Promise<Fact>;
	/** The same for many at once, at most some thousand, in their order. */
	recordAll(facts: readonly NewFact[]): Promise<void>;
	/** Queues a job that exists if and only if this transaction commits. */
	enqueue(task: string, payload: Record<string, unknown>, options?: { key?: string; runAt?: Date }): Promise<void>;
}

export type Listener = (work: Work, fact: Fact) => Promise<void>;

let listeners: Readonly<Record<string, readonly Listener[]>> = {};

/** The composition root hands over who listens to which action; see subscriptions.server.ts. */
export const subscribe = (subscriptions: typeof listeners): void => void (listeners = subscriptions);

/**
 * The one way to change a row: parse → one transaction → run → answer. A repeated submission key of the same actor
 * returns the first result; the same key with another input is a Conflict. Inside another command it joins its transaction.
 * Errors: Invalid for a malformed input, and whatever `run` throws; nothing is written then.
 */
export function command<Schema extends z.ZodType, Result>(
	name: string,
	schema: Schema,
	run: (work: Work, input: z.output<Schema>) => Promise<Result>
) {
	return async (context: Context, input: z.input<Schema>, submissionKey?: string): Promise<Result> => {
		const parsed = parse(schema, input);
		const perform = (db: Transaction) => run(workIn(context, db), parsed);
		return inTransaction(context.db, (db) =>
			submissionKey === undefined
				? perform(db)
				: once(context, db, { name, key: submissionKey, input: parsed }, () => perform(db))
		);
	};
}

/** Reads an input by its schema. Errors: Invalid, with an issue for each field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
	const parsed = schema.safeParse(input);
	if (!parsed.success) throw invalid(parsed.error);
	return parsed.data;
}

/** A work inside an open transaction, for jobs and loaders that run several commands as one. */
export function workIn(context: Context, db: Transaction): Work {
	const work: Work = {
		...context,
		db,
		async record(fact) {
			const recorded = await insertFact(db, context.actor, context.clock(), fact);
			for (const listener of listeners[fact.action] ?? []) await listener(work, recorded);
			return recorded;
		},
		async recordAll(facts) {
			for (const recorded of await insertFacts(db, context.actor, context.clock(), facts))
				for (const listener of listeners[recorded.action] ?? []) await listener(work, recorded);
		},
		async enqueue(task, payload, options = {}) {
			await sql`select kernel.enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null})`.execute(
				db
			);
		}
	};
	return work;
}

const inTransaction = <T>(db: Db, run: (db: Transaction) => Promise<T>): Promise<T> =>
	db.isTransaction ? run(db as Transaction) : db.transaction().execute(run);

interface Submission {
	name: string;
	key: string;
	input: unknown;
}

/** The row of the first submission is the lock: a second one waits for the first to commit, then reads its result. */
async function once<T>(
	context: Context,
	db: Transaction,
	{ name, key, input }: Submission,
	perform: () => Promise<T>
): Promise<T> {
	if (!isId(key)) throw new Invalid('表单的提交编号不对，请刷新页面再填一次');
	const identity = {
		centre_id: centreOf(input),
		actor: accountOf(context.actor) ?? context.actor.kind,
		key
	};
	const inputHash = createHash('sha256')
		.update(`${name}\n${JSON.stringify(input)}`)
		.digest();
	const inserted = await db
		.insertInto('kernel.submission')
		.values({ ...identity, command: name, input_hash: inputHash, at: context.clock() })
		.onConflict((conflict) => conflict.columns(['centre_id', 'actor', 'key']).doNothing())
		.executeTakeFirst();
	const here = db
		.updateTable('kernel.submission')
		.where('centre_id', '=', identity.centre_id)
		.where('actor', '=', identity.actor)
		.where('key', '=', key);
	if (inserted.numInsertedOrUpdatedRows === 1n) {
		const result = await perform();
		await here.set({ result: JSON.stringify(result ?? null) }).execute();
		return result;
	}
	const first = await db
		.selectFrom('kernel.submission')
		.select(['input_hash', 'result'])
		.where('centre_id', '=', identity.centre_id)
		.where('actor', '=', identity.actor)
		.where('key', '=', key)
		.executeTakeFirstOrThrow();
	if (!first.input_hash.equals(inputHash)) throw new Conflict('这张表单刚才已经用别的内容提交过了，请刷新页面看结果');
	return first.result as T;
}

/** Whether this actor has submitted a form with this key before, with whatever it held: then what it carries was seen already. */
export const wasSubmitted = async ({ db, actor }: Context, centreId: string, key: string): Promise<boolean> =>
	isId(key) &&
	(await db
		.selectFrom('kernel.submission')
		.select('key')
		.where('centre_id', '=', centreId)
		.where('actor', '=', accountOf(actor) ?? actor.kind)
		.where('key', '=', key)
		.executeTakeFirst()) !== undefined;

const centreOf = (input: unknown): string =>
	typeof input === 'object' && input !== null && 'centreId' in input && typeof input.centreId === 'string'
		? input.centreId
		: NO_CENTRE;

/** The error of a schema, as ours: every field with its sentence. */
export const invalid = (error: z.ZodError): Invalid =>
	new Invalid(
		error.issues.map((issue) => issue.message).join('；'),
		error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
	);
