import http from 'node:http';
import { attemptOf } from './lib/claims.ts';
import { openInstallation, SLUG, startApp, startBare, type Installation } from './lib/installation.ts';
import { interleaved, load, median, row, rush, type Speed } from './lib/measure.ts';
import { makeMembers, makeWishes, type Member } from './lib/rows.ts';

/** The wall page and claims, beside their baselines, with a thousand and with a million wishes on the wall. */
export async function benchWishes(): Promise<number> {
	const at = await openInstallation();
	try {
		const members = await makeMembers(at, 300);
		await makeWishes(at, 1000, 3);
		await at.owner.query('vacuum analyze');
		const few = await measureAll(at, members, '1,000 个心愿');
		for (let made = 1000; made < 1_000_000; made += 100_000)
			await makeWishes(at, Math.min(100_000, 1_000_000 - made), 3);
		await at.owner.query('vacuum analyze');
		const many = await measureAll(at, members, '1,000,000 个心愿');
		console.log('增长（中位时间，一百万比一千，要求 ≤ 1.5）');
		for (const name of ['fresh', 'signedIn', 'claims'] as const)
			console.log(
				`  ${NAMES[name].padEnd(28)} ${few[name].p50} ms → ${many[name].p50} ms  ${(many[name].p50 / few[name].p50).toFixed(2)}`
			);
		return 0; // figures beside their bars, no verdict
	} finally {
		await at.close();
	}
}

const NAMES = { fresh: '心愿墙，每次查库', signedIn: '心愿墙，登录后', claims: '认领' };

async function measureAll(at: Installation, members: readonly Member[], title: string) {
	const app = await startApp();
	const page = `${app.url}/${SLUG}/wishes?part=open`;
	const { body, headers } = await bytesOf(page);
	const bare = await startBare(at, body, headers);
	const token = members[0]?.token ?? '';
	try {
		const speeds = await interleaved({
			bare: () => load(bare.url, GZIP),
			cached: () => load(page, GZIP),
			fresh: () => load(page, { ...GZIP, cookie: 'unknown=1' }),
			signedIn: () => load(page, { ...GZIP, authorization: `Bearer ${token}` }),
			commits: () => singleRowCommits(at),
			claims: () => contendedClaims(at, app.url, members)
		});
		console.log(title);
		console.log(row('心愿墙，游客', speeds.cached.perSecond, speeds.bare.perSecond, 0.7));
		console.log(row(NAMES.fresh, speeds.fresh.perSecond, speeds.bare.perSecond, 0.04));
		console.log(row(NAMES.signedIn, speeds.signedIn.perSecond, speeds.bare.perSecond, 0.03));
		console.log(row('认领（争抢，HTTP）', speeds.claims.perSecond, speeds.commits.perSecond, 0.5));
		return speeds;
	} finally {
		await Promise.all([app.kill(), bare.kill()]);
	}
}

const GZIP = { 'accept-encoding': 'gzip' };

/** The page as it travels: compressed, as browsers ask for it. */
async function bytesOf(page: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
	const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
		http.get(page, { headers: GZIP }, resolve).on('error', reject)
	);
	if (response.statusCode !== 200) throw new Error(`the wall answered ${response.statusCode}`);
	const chunks = (await response.toArray()) as Buffer[];
	const { 'content-type': type = '', 'content-encoding': encoding } = response.headers;
	return {
		body: Buffer.concat(chunks),
		headers: { 'content-type': type, ...(encoding && { 'content-encoding': encoding }) }
	};
}

/** What the same database does for a bare client: one row, one commit, 16 connections. */
async function singleRowCommits({ url }: Installation, ms = 2000): Promise<Speed> {
	const { default: pg } = await import('pg');
	const pool = new pg.Pool({ connectionString: url, max: 16 });
	await pool.query(
		'create table if not exists public.bench_commit (id bigint generated always as identity, at timestamptz)'
	);
	const [since, times] = [performance.now(), [] as number[]];
	await Promise.all(
		Array.from({ length: 16 }, async () => {
			while (performance.now() - since < ms) {
				const begun = performance.now();
				await pool.query('insert into public.bench_commit (at) values (now())');
				times.push(performance.now() - begun);
			}
		})
	);
	const elapsed = (performance.now() - since) / 1000;
	await pool.end();
	return { perSecond: times.length / elapsed, p50: median(times) };
}

/**
 * 300 members want the 60 places of twenty wishes: each begins with another one and goes on to the next. Every attempt
 * counts, and exactly 60 may win. Several times over, so that it lasts as long as what it is measured against.
 */
async function contendedClaims(at: Installation, url: string, members: readonly Member[]): Promise<Speed> {
	const speeds: Speed[] = [];
	for (let time = 0; time < TIMES; time += 1) {
		const wishes = await makeWishes(at, 20, 3);
		const attempts = wishes.flatMap((_, round) =>
			members.map((member, turn) => attemptOf(wishes[(turn + round) % wishes.length] ?? '', member))
		);
		const { won, speed } = await rush(url, attempts);
		if (won !== wishes.length * 3) throw new Error(`${won} claims won instead of ${wishes.length * 3}`);
		speeds.push(speed);
	}
	return {
		perSecond: TIMES / speeds.reduce((seconds, { perSecond }) => seconds + 1 / perSecond, 0),
		p50: median(speeds.map(({ p50 }) => p50))
	};
}

const TIMES = 4;
