// npm run chaos -- claims: kills the application and the database under load. What was acknowledged must be there, once.
import { chaosClaims } from './claims.chaos.ts';

const cases: Record<string, () => Promise<number>> = { claims: chaosClaims };

const names = process.argv.slice(2);
const unknown = names.find((name) => !cases[name]);
if (unknown) {
	console.error(`没有 ${unknown} 这一项。可以选：${Object.keys(cases).join(' ')}`);
	process.exit(1);
}
let lost = 0;
for (const name of names.length ? names : Object.keys(cases)) lost += (await cases[name]?.()) ?? 0;
process.exit(lost === 0 ? 0 : 1);
