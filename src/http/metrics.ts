import type { ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { theDatabase, thePool, type Db } from '#kernel/db.ts';

/** What was asked for, roughly. */
export type Kind = 'page' | 'api';

/** Counted since this process began. */
export const counters = { cached: 0 };

/** Upper edges of the histogram, in seconds. */
const EDGES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const requests = new Map<string, number>();
const durations = { page: emptyHistogram(), api: emptyHistogram() };

function emptyHistogram() {
	return { buckets: EDGES.map(() => 0), sum: 0, count: 0 };
}

/** Counts a request when it is over; an answer the visitor did not wait for has the status 499. */
export function observe(kind: Kind, response: ServerResponse): void {
	const since = performance.now();
	response.once('close', () => {
		const seconds = (performance.now() - since) / 1000;
		const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : '499';
		const key = `kind="${kind}",status="${status}"`;
		requests.set(key, (requests.get(key) ?? 0) + 1);
		const histogram = durations[kind];
		histogram.count += 1;
		histogram.sum += seconds;
		const slot = EDGES.findIndex((edge) => seconds <= edge);
		if (slot >= 0) histogram.buckets[slot] = (histogram.buckets[slot] ?? 0) + 1;
	});
}

/** Everything in Prometheus' text format 0.0.4. A database that does not answer leaves its figures out. */
export async function metricsText(db: Db = theDatabase()): Promise<string> {
	const pool = thePool();
	const queue = await backlog(db).catch(() => undefined);
	return [
		...metric('meihua_requests_total', 'counter', 'Requests by kind and status', [...requests]),
		...metric('meihua_pages_from_cache_total', 'counter', 'Pages sent without rendering', [['', counters.cached]]),
		...histogramLines('meihua_request_seconds', 'How long answers took'),
		...metric('meihua_database_connections', 'gauge', 'Connections of the pool', [
			['state="open"', pool.totalCount],
			['state="idle"', pool.idleCount],
			['state="awaited"', pool.waitingCount]
		]),
		...metric('meihua_database_up', 'gauge', 'Whether the database answers', [['', queue ? 1 : 0]]),
		...(queue
			? [
					...metric('meihua_jobs', 'gauge', 'Jobs in the queue', [
						['state="waiting"', queue.waiting],
						['state="failed"', queue.failed]
					]),
					...metric('meihua_facts_unsealed', 'gauge', 'Facts that wait to be sealed', [['', queue.unsealed]])
				]
			: []),
		...metric('process_resident_memory_bytes', 'gauge', 'Resident memory', [['', process.memoryUsage.rss()]]),
		''
	].join('\n');
}

async function backlog(db: Db): Promise<{ waiting: number; failed: number; unsealed: number } | undefined> {
	const { rows } = await sql<{ waiting: number; failed: number; unsealed: number }>`
		select waiting, failed, (select count(*) from kernel.fact_unsealed) as unsealed from kernel.job_counts()`.execute(db);
	return rows[0];
}

const metric = (name: string, type: string, help: string, values: [labels: string, value: number][]): string[] => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} ${type}`,
	...values.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`)
];

function histogramLines(name: string, help: string): string[] {
	const lines = (['page', 'api'] as const).flatMap((kind) => {
		const { buckets, sum, count } = durations[kind];
		const cumulative = EDGES.map((_, at) => buckets.slice(0, at + 1).reduce((total, value) => total + value, 0));
		return [
			...EDGES.map((edge, at) => `${name}_bucket{kind="${kind}",le="${edge}"} ${cumulative[at]}`),
			`${name}_bucket{kind="${kind}",le="+Inf"} ${count}`,
			`${name}_sum{kind="${kind}"} ${sum}`,
			`${name}_count{kind="${kind}"} ${count}`
		];
	});
	return [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...lines];
}
