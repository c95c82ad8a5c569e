// npm run verify-figures [-- --repair]: counts every figure anew from its rows. Ends with 1 when one differs and was not repaired.
import { databaseUrl, ownerPool } from '#kernel/db.ts';

interface Drift {
	name: string;
	period: string;
	kind: string;
	dimension: string;
	key: string;
}

const owner = ownerPool(databaseUrl(), 1);
const drifted = async () =>
	(
		await owner.query<Drift>(
			'select c.name, d.period, d.kind, d.dimension, d.key from statistics.drift as d left join directory.centre as c on c.id = d.centre_id'
		)
	).rows;

const found = await drifted();
console.log(
	found.length === 0
		? '全部数字都和一件一件数出来的一样。'
		: [`✗ ${found.length} 个数字和行数对不上：`, ...found.slice(0, 10).map(words)].join('\n')
);
const isRepaired = found.length > 0 && process.argv.includes('--repair');
if (isRepaired) {
	await owner.query('select statistics.recount()');
	console.log('已经按行重新数过。');
}
await owner.end();
process.exit(found.length === 0 || isRepaired ? 0 : 1);

function words({ name, period, kind, dimension, key }: Drift): string {
	return `  ${name} ${period} ${kind} ${dimension} ${key}`;
}
