import { env } from '#env';
import { appPool, databaseOf, databaseUrl } from '#kernel/db.ts';
import { formatYuan } from '#kernel/money.ts';
import { centres } from '#modules/directory/server.ts';
import { wishStatistics } from '#modules/statistics/server.ts';
import { loadSample } from './sample-centre.ts';

/** Loads the sample centre into the empty database of DATABASE_URL. Nothing waits for the disk: after a crash it begins anew. */
const pool = appPool(databaseUrl(), 6);
pool.on('connect', (client) => void client.query('set synchronous_commit to off').catch(() => undefined));
const db = databaseOf(pool);
const refusal = await refused();
if (refusal) {
	console.error(`✗ ${refusal}`);
	process.exitCode = 1;
} else {
	console.log('  正在写入 2021 年和最近几周的心愿……');
	const since = Date.now();
	const centreId = await loadSample(db, new Date());
	console.log(`✓ ${await figures(centreId)}（${((Date.now() - since) / 1000).toFixed(1)} 秒）`);
}
await pool.end();

async function refused(): Promise<string | undefined> {
	if (env().sms) return '设了短信网关（SMS_GATEWAY_URL）：样例会给虚构的号码发短信，所以没有装入。请先去掉它再试。';
	const [present] = await centres(db);
	return present && `数据库里已经有“${present.name}”，样例只装进空的数据库。`;
}

async function figures(centreId: string): Promise<string> {
	const { microProjects: projects, microWishes: wishes } = await wishStatistics(db, centreId, {
		year: 2021
	});
	return (
		`2021 年：微项目征集 ${projects.collected}、认领 ${projects.claimed}、完成 ${projects.completed}，` +
		`${formatYuan(projects.amountFen)} 元，${projects.claimingOrganisations} 家单位认领；` +
		`微心愿征集 ${wishes.collected}、认领 ${wishes.claimed}，${wishes.distinctClaimingMembers} 位党员认领`
	);
}
