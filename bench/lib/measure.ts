import autocannon from 'autocannon';
import { requestOf, type Attempt } from './claims.ts';

export const median = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

export interface Speed {
	perSecond: number;
	/** Milliseconds. */
	p50: number;
}

/** Loads one address for some seconds. */
export async function load(
	url: string,
	headers: Record<string, string>,
	{ connections = 64, seconds = 3 } = {}
): Promise<Speed> {
	const result = await autocannon({ url, headers, connections, duration: seconds });
	if (result.non2xx > 0 || result.errors > 0)
		throw new Error(`${url}: ${result.non2xx} answers were no success, ${result.errors} failed`);
	return { perSecond: result.requests.average, p50: result.latency.p50 };
}

/** Sends each attempt once, 64 at a time; how many won, and how quickly all were answered. */
export async function rush(url: string, attempts: readonly Attempt[]): Promise<{ won: number; speed: Speed }> {
	const rest = attempts.values();
	const since = performance.now();
	const result = await autocannon({
		url,
		connections: 64,
		amount: attempts.length,
		sampleInt: 20, // it notices its end only when it samples
		setupClient: (client) => {
			const draw = () => {
				const { value } = rest.next();
				if (value) client.setRequests([requestOf(value)]);
			};
			draw();
			client.on('response', draw);
		}
	});
	const seconds = (performance.now() - since) / 1000;
	const won = result['2xx'];
	if (won + result['4xx'] !== attempts.length) throw new Error(`${result['5xx']} of ${attempts.length} claims failed`);
	return { won, speed: { perSecond: attempts.length / seconds, p50: result.latency.p50 } };
}

/**
 * Measures several things in turn, several times over, and takes medians: the machine is noisy. A turn before them is not counted:
 * what is measured is a process that has been at work, not one that is still being compiled.
 */
export async function interleaved<Name extends string>(
	things: Record<Name, () => Promise<Speed>>,
	rounds = 3
): Promise<Record<Name, Speed>> {
	const names = Object.keys(things) as Name[];
	const measured = Object.fromEntries(names.map((name) => [name, [] as Speed[]])) as Record<Name, Speed[]>;
	for (let round = 0; round <= rounds; round++)
		for (const name of names) {
			const speed = await things[name]();
			if (round > 0) measured[name].push(speed);
		}
	return Object.fromEntries(
		names.map((name) => [
			name,
			{
				perSecond: median(measured[name].map(({ perSecond }) => perSecond)),
				p50: median(measured[name].map(({ p50 }) => p50))
			}
		])
	) as Record<Name, Speed>;
}

export const row = (what: string, value: number, baseline: number, bar: number): string =>
	`  ${what.padEnd(28)} ${Math.round(value).toString().padStart(7)}/s  基准 ${Math.round(baseline).toString().padStart(7)}/s  比 ${(value / baseline).toFixed(3)}  要求 ≥ ${bar}  ${value / baseline >= bar ? '✓' : '✗'}`;
