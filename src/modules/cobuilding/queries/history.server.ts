import type { Db } from '#kernel/db.ts';
import { factsOf } from '#kernel/facts.ts';
import { accountNames } from '#modules/identity/server.ts';
import { coFactWords } from '../happenings.ts';
import { givers, type CoKind } from '../nouns.ts';

/** One step of the history, in words. */
export interface CoHappening {
	at: Date;
	what: string;
	who: string;
	note: string | null;
}

/** The whole history, oldest first, with who did it. For those who may see it: the caller has checked. */
export async function historyOf(db: Db, centreId: string, kind: CoKind, id: string): Promise<CoHappening[]> {
	const facts = await factsOf(db, centreId, kind, id);
	const names = await accountNames(db, [...new Set(facts.flatMap(({ actor_id }) => actor_id ?? []))]);
	return facts.map((fact) => ({
		at: fact.at,
		what: wordsOf(fact.action, fact.data),
		who: [roleWords[fact.actor_role] ?? fact.actor_role, fact.actor_id && names.get(fact.actor_id)]
			.filter(Boolean)
			.join(' '),
		note: fact.note
	}));
}

function wordsOf(action: string, data: unknown): string {
	const { side, way, version } = (data ?? {}) as { side?: keyof typeof givers; way?: string; version?: number };
	if (action === 'agreement.signed' && side) return `${givers[side]}一方签字${way === 'paper' ? '（在纸上签的）' : ''}`;
	if (action === 'plan.adopted') return `审定年度计划，第${String(version)}版`;
	return coFactWords[action] ?? CLOCK[action] ?? action;
}

const CLOCK: Record<string, string> = {
	'deadline.reminded': '快到期，已提醒',
	'deadline.escalated': '已经超期，已上报',
	'deadline.paused': '暂停计时',
	'deadline.resumed': '恢复计时',
	'deadline.moved': '期限重算'
};

const roleWords: Record<string, string> = {
	clerk: '工作人员',
	gridWorker: '网格员',
	socialWorker: '社工',
	buildingHead: '楼栋长',
	leader: '领导',
	administrator: '管理员',
	enterer: '登记的人',
	representative: '单位代表',
	system: '系统'
};
