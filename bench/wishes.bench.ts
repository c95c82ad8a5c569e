import { agentOf, attemptOf, claim, inParallel } from './lib/claims.ts';
import { openInstallation, SLUG, startApp, startBare, type Installation } from './lib/installation.ts';
import { interleaved, load, row, type Speed } from './lib/measure.ts';
import { makeMembers, makeWishes, type Member } from './lib/rows.ts';

/** The wall page and claims, beside their baselines, with a thousand and with a million wishes on the wall. */
export async function benchWishes(): Promise<void> {
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
	} finally {
		await at.close();
	}
}

const NAMES = { fresh: '心愿墙，每次查库', signedIn: '心愿墙，登录后', claims: '认领' };

async function measureAll(at: Installation, members: readonly Member[], title: string) {
	const app = await startApp();
	const page = `${app.url}/${SLUG}/wishes?part=open`;
	const response = await fetch(page, { headers: { 'accept-encoding': 'identity' } });
	if (response.status !== 200) throw new Error(`the wall answered ${response.status}`);
	const bare = await startBare(Buffer.from(await response.arrayBuffer()), {
		'content-type': 'text/html; charset=utf-8'
	});
	const token = members[0]?.token ?? '';
	try {
		const speeds = await interleaved({
			bare: () => load(bare.url, {}),
			cached: () => load(page, {}),
			fresh: () => load(page, { cookie: 'unknown=1' }),
			signedIn: () => load(page, { authorization: `Bearer ${token}` }),
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
	return { perSecond: times.length / elapsed, p50: round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0) };
}

/** 300 members want the 30 places of ten wishes; every attempt counts, and exactly 30 may win. */
async function contendedClaims(at: Installation, url: string, members: readonly Member[]): Promise<Speed> {
	const wishes = await makeWishes(at, 10, 3);
	const attempts = wishes.flatMap((wish) => members.map((member) => attemptOf(wish, member)));
	const [agent, times] = [agentOf(64), [] as number[]];
	let won = 0;
	const since = performance.now();
	await inParallel(attempts, 64, async (attempt) => {
		const begun = performance.now();
		if ((await claim(agent, url, attempt)) === 200) won += 1;
		times.push(performance.now() - begun);
	});
	const elapsed = (performance.now() - since) / 1000;
	agent.destroy();
	if (won !== wishes.length * 3) throw new Error(`${won} claims won instead of ${wishes.length * 3}`);
	return { perSecond: attempts.length / elapsed, p50: round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0) };
}

const round = (ms: number) => Math.round(ms * 10) / 10;
