import type { Db } from '#kernel/db.ts';
import { gridsOf } from './centres.server.ts';
import { claimerLabels } from './claimers.server.ts';

/** What roles of a centre are about, in words, by scope: 本中心, 梅花社区 第一网格, 王阿姨, 区税务局. Unknown scopes have none. */
export async function scopeLabels(db: Db, centreId: string, scopeIds: readonly string[]): Promise<Map<string, string>> {
	const labels = await claimerLabels(db, centreId, [...new Set(scopeIds)]);
	for (const { id, name, communityName } of await gridsOf(db, centreId))
		if (scopeIds.includes(id)) labels.set(id, `${communityName} ${name}`);
	return labels.set(centreId, '本中心');
}
