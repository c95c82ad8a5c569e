import type { Db } from '#kernel/db.ts';
import { factsOf } from '#kernel/facts.ts';
import { formatYuan } from '#kernel/money.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { accountNames } from '#modules/identity/server.ts';
import {
	channels,
	publicParts,
	rejections,
	verificationMethods,
	verificationResults,
	ratingWord,
	type Claimer
} from '../wish.ts';

/** One step of the history, in words. */
export interface Happening {
	at: Date;
	what: string;
	who: string;
	note: string | null;
}

type Fact = Awaited<ReturnType<typeof factsOf>>[number];
type Data = Record<string, unknown>;

/**
 * The whole history, with who did it and what they noted: for those who work on the wish. Oldest first. What staff noted
 * while they verified stays among staff.
 */
export async function historyOf(db: Db, centreId: string, wishId: string, isStaff: boolean): Promise<Happening[]> {
	const facts = await factsOf(db, centreId, 'wish', wishId);
	const names = await accountNames(db, [...new Set(facts.flatMap(({ actor_id }) => actor_id ?? []))]);
	const labels = await labelsIn(db, centreId, facts);
	return facts.map((fact) => ({
		at: fact.at,
		what: wordsOf(fact, labels),
		who: [roleWords[fact.actor_role] ?? fact.actor_role, fact.actor_id && names.get(fact.actor_id)]
			.filter(Boolean)
			.join(' '),
		note: isStaff || fact.action !== 'wish.verified' ? fact.note : null
	}));
}

/** What the public may know of the history: no names of staff, no notes, no calls. */
export async function publicHistoryOf(db: Db, centreId: string, wishId: string): Promise<Happening[]> {
	const facts = (await factsOf(db, centreId, 'wish', wishId)).filter(({ action }) => PUBLIC.has(action));
	const labels = await labelsIn(db, centreId, facts);
	return facts.map((fact) => ({
		at: fact.at,
		what: wordsOf(fact, labels),
		who: roleWords[fact.actor_role] ?? '',
		note: null
	}));
}

const PUBLIC = new Set([
	'wish.collected',
	'wish.published',
	'wish.claimed',
	'wish.released',
	'wish.reassigned',
	'wish.approved',
	'wish.assessed',
	'wish.started',
	'wish.progressed',
	'wish.submitted',
	'wish.accepted',
	'wish.reopened',
	'wish.closed'
]);

const roleWords: Record<string, string> = {
	beneficiary: '心愿人',
	candidate: '认领人',
	claimer: '认领人',
	clerk: '工作人员',
	gridWorker: '网格员',
	socialWorker: '社工',
	buildingHead: '楼栋长',
	relative: '家人、邻居代提',
	leader: '领导',
	system: '系统',
	administrator: '管理员'
};

const labelsIn = (db: Db, centreId: string, facts: readonly Fact[]): Promise<Map<string, string>> =>
	claimerLabels(db, centreId, [
		...new Set(facts.flatMap((fact) => [claimerIn(fact)?.id ?? [], newClaimerIn(fact)?.id ?? []].flat()))
	]);

/** Who took a place over. */
const newClaimerIn = ({ action, data }: Fact): Claimer | undefined =>
	action === 'wish.reassigned' ? (data as { passedTo?: Claimer } | null)?.passedTo : undefined;

const claimerIn = ({ data }: Fact): Claimer | undefined => (data as { claimer?: Claimer } | null)?.claimer;

function wordsOf(fact: Fact, labels: Map<string, string>): string {
	const data = (fact.data ?? {}) as Data;
	const claimer = labels.get(claimerIn(fact)?.id ?? '') ?? '认领人';
	switch (fact.action) {
		case 'wish.collected':
			return `征集到心愿，来源：${word(channels, fact.channel)}`;
		case 'wish.imported':
			return `从原来的台账导入，来源：${word(channels, fact.channel)}`;
		case 'wish.verified':
			return `${word(verificationMethods, data['method'])}：${word(verificationResults, data['result'])}`;
		case 'wish.rejected':
			return `不予受理：${rejections[data['reason'] as keyof typeof rejections]?.label ?? ''}`;
		case 'wish.merged':
			return `和编号 ${String(data['reference'])} 合并`;
		case 'wish.absorbed':
			return `并入了编号 ${String(data['reference'])}`;
		case 'wish.converted':
			return data['origin']
				? `由编号 ${String(data['reference'])} 转换而来`
				: `转换成编号 ${String(data['reference'])}`;
		case 'wish.approved':
			return '批准预算，发布上墙';
		case 'wish.declined':
			return '负责人退回修改';
		case 'wish.budgeted':
			return `编制预算，共 ${formatYuan(Number(data['budgetFen']))} 元`;
		case 'wish.shared':
			return `${claimer}承担预算里的 ${String(data['parts'])} 项`;
		case 'wish.led':
			return `改由${claimer}牵头`;
		case 'wish.reassigned':
			return `${claimer}的名额改派给了${labels.get(newClaimerIn(fact)?.id ?? '') ?? '别人'}`;
		case 'wish.milestone':
			return '完成了一个节点';
		case 'wish.thanked':
			return '心愿人写了感谢的话';
		case 'wish.thanksShown':
			return '公开了感谢的话';
		case 'wish.retracted':
			return `撤回公开的同意：${word(publicParts, data['part'])}`;
		case 'wish.published':
			if (data['to'] === 'approving') return '提交负责人审批';
			return `发布上墙，需要 ${String(data['places'])} 位认领人`;
		case 'wish.claimed':
			return `${claimer}认领（${String(data['claimed'])}/${String(data['places'])}）`;
		case 'wish.released':
			return `${claimer}退出认领，名额重新开放`;
		case 'wish.contacted':
			return `${claimer}联系了心愿人`;
		case 'wish.assessed':
			return '走访评估';
		case 'wish.started':
			return '开始实施';
		case 'wish.progressed':
			return '有新的进展';
		case 'wish.submitted':
			return '做好了，请心愿人确认';
		case 'wish.accepted':
			return `心愿人确认完成：${ratingWord(Number(data['rating']))}`;
		case 'wish.reopened':
			return '心愿人觉得还要改，继续做';
		case 'wish.closed':
			return '归档';
		case 'wish.withdrawn':
			return '撤回心愿';
		case 'contact.opened':
			return '查看了联系方式';
		case 'consent.given':
			return '记录了本人的同意';
		case 'consent.withdrawn':
			return '本人撤回了同意';
		case 'wish.releaseProposed':
			return `${claimer}没有按期联系，建议释放认领`;
		case 'wish.claimKept':
			return `给${claimer}多一些时间联系`;
		case 'deadline.reminded':
			return '快到期，已提醒';
		case 'deadline.escalated':
			return '已经超期，已上报';
		default:
			return fact.action;
	}
}

const word = (words: Readonly<Record<string, string>>, code: unknown): string => words[String(code)] ?? String(code);
