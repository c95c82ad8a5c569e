import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db } from './db.ts';
import { NO_CENTRE } from './ids.ts';

/** One job of the queue: what it is called and how it goes, never what it carries. */
export interface JobLine {
	task: string;
	runAt: Date;
	attempts: number;
	maxAttempts: number;
	/** The first line of the last error; long numbers, which could be somebody's, are struck out. */
	lastError: string | null;
	/** Set while a worker has it in hand. */
	lockedAt: Date | null;
}

export type JobState = 'failed' | 'late' | 'endless' | 'retried' | 'running' | 'waiting';

/** A job that should have begun this long ago has nobody who works on it. */
const LATE_MS = 10 * 60_000;
/** No job of ours takes as long. */
const ENDLESS_MS = 60 * 60_000;

/** How a job stands: failed for good, begun too late, in hand for too long, tried in vain, in hand, or waiting for its time. */
export function jobState(job: JobLine, now: Date): JobState {
	const since = (moment: Date) => now.getTime() - moment.getTime();
	if (job.attempts >= job.maxAttempts && job.lockedAt === null) return 'failed';
	if (job.lockedAt) return since(job.lockedAt) > ENDLESS_MS ? 'endless' : 'running';
	if (since(job.runAt) > LATE_MS) return 'late';
	return job.lastError === null ? 'waiting' : 'retried';
}

export interface QueueView {
	waiting: number;
	failed: number;
	/** At most 200: those in trouble first, then by their time. */
	jobs: JobLine[];
}

/** The queue of the whole installation. */
export async function queueView(db: Db): Promise<QueueView> {
	const counted = await sql<{
		waiting: number;
		failed: number;
	}>`select waiting, failed from kernel.job_counts()`.execute(db);
	const { rows } = await sql<JobLine>`
		select task, run_at as "runAt", attempts, max_attempts as "maxAttempts", last_error as "lastError", locked_at as "lockedAt"
		from kernel.jobs() order by last_error is null, run_at`.execute(db);
	const jobs = rows.map((job) => ({ ...job, lastError: job.lastError === null ? null : withoutDetail(job.lastError) }));
	return { ...(counted.rows[0] ?? { waiting: 0, failed: 0 }), jobs };
}

const withoutDetail = (error: string): string => (error.split('\n')[0] ?? '').replace(/\d{7,}/g, '…').slice(0, 300);

export interface SealView {
	/** Facts that wait to be sealed. */
	unsealed: number;
	/** How many are sealed, the root over them in hexadecimal, and since when; none while nothing was sealed. */
	head: { size: number; root: string; sealedAt: Date } | undefined;
}

/** How far the history of a centre is sealed; of the security events, which belong to no centre, when none is given. */
export async function sealView(db: Db, centreId: string = NO_CENTRE): Promise<SealView> {
	const { unsealed } = await db
		.selectFrom('kernel.fact_unsealed')
		.select(({ fn }) => fn.countAll<number>().as('unsealed'))
		.where('centre_id', '=', centreId)
		.executeTakeFirstOrThrow();
	const head = await db
		.selectFrom('kernel.tree_head')
		.select(['size', 'root', 'sealed_at'])
		.where('centre_id', '=', centreId)
		.orderBy('size', 'desc')
		.limit(1)
		.executeTakeFirst();
	return {
		unsealed,
		head: head && { size: head.size, root: head.root.toString('hex'), sealedAt: head.sealed_at }
	};
}

export interface DatabaseView {
	bytes: number;
	/** Of PostgreSQL, e.g. 18.1. */
	version: string;
	/** The last migration that was applied, e.g. 0008_notifications. */
	structure: string;
}

export async function databaseView(db: Db): Promise<DatabaseView> {
	const { rows } = await sql<DatabaseView>`
		select pg_database_size(current_database()) as bytes, split_part(current_setting('server_version'), ' ', 1) as version,
			coalesce((select max(version) from public.schema_migration), '') as structure`.execute(db);
	return rows[0] ?? { bytes: 0, version: '', structure: '' };
}

let version: string | undefined;

/** The version of this program, as its package says. */
export const programVersion = (): string =>
	(version ??= (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
