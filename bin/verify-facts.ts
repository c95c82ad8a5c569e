// npm run verify-facts: recomputes the sealed history of every centre. Ends with 1 when it was altered.
import { databaseOf, databaseUrl, ownerPool } from '#kernel/db.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { isWhole, verifyFacts, type History } from '#kernel/verify-facts.server.ts';
import { centres } from '#modules/directory/server.ts';

const db = databaseOf(ownerPool(databaseUrl(), 1));
const names = new Map((await centres(db)).map(({ id, name }) => [id, name]));
names.set(NO_CENTRE, '整个系统');
const histories = await verifyFacts(db);
await db.destroy();

if (histories.length === 0) console.log('还没有任何记录。');
for (const history of histories)
	console.log(`${names.get(history.centreId) ?? history.centreId}：${sentences(history)}`);
process.exit(histories.every(isWhole) ? 0 : 1);

function sentences(history: History): string {
	const { size, root, altered, deleted, added, brokenFrom, waiting } = history;
	const rest = waiting > 0 ? `另有 ${waiting} 条等待封存。` : '';
	if (isWhole(history))
		return `${size} 条记录与封存时一致。${rest}\n  第 ${size} 条为止的根是 ${root}，抄在别处，以后可以对照。`;
	return [
		'✗ 历史记录被改动过。',
		...told('内容与封存时不同', altered),
		...told('封存以后被删掉', deleted),
		...told('没有经过系统写入', added),
		...(brokenFrom === undefined ? [] : [`  从封存到第 ${brokenFrom} 条的那一次起，封存的树与它的叶子对不上。`]),
		...(rest ? [`  ${rest}`] : [])
	].join('\n');
}

/** At most ten are named. */
function told(what: string, ids: string[]): string[] {
	if (ids.length === 0) return [];
	return [`  ${ids.length} 条${what}：${ids.slice(0, 10).join(' ')}${ids.length > 10 ? ' ……' : ''}`];
}
