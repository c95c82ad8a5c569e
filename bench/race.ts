// npm run race -- claims: many people want the last place, in two processes at once. Prints violations; none is the only pass.
import { raceClaims } from './claims.race.ts';

const races: Record<string, () => Promise<number>> = { claims: raceClaims };

const names = process.argv.slice(2);
const unknown = names.find((name) => !races[name]);
if (unknown) {
	console.error(`没有 ${unknown} 这一项。可以选：${Object.keys(races).join(' ')}`);
	process.exit(1);
}
let violations = 0;
for (const name of names.length ? names : Object.keys(races)) violations += (await races[name]?.()) ?? 0;
process.exit(violations === 0 ? 0 : 1);
