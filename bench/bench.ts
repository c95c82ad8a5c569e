// npm run bench -- wishes: each speed beside a baseline of the same run, and their ratio. Nothing here is a test.
import { benchWishes } from './wishes.bench.ts';

const benches: Record<string, () => Promise<void>> = { wishes: benchWishes };

const names = process.argv.slice(2);
const unknown = names.find((name) => !benches[name]);
if (unknown) {
	console.error(`没有 ${unknown} 这一项。可以选：${Object.keys(benches).join(' ')}`);
	process.exit(1);
}
for (const name of names.length ? names : Object.keys(benches)) await benches[name]?.();
process.exit(0);
