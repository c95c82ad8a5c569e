import { sameWords } from '#modules/sheets/index.ts';
import { wishLifecycle, wishStates, type WishState } from '../lifecycle.ts';
import {
	beneficiaryKinds,
	channels,
	kinds,
	ratings,
	rejections,
	type BeneficiaryKind,
	type Channel,
	type RejectionReason,
	type WishKind
} from '../wish.ts';

/** A word of a ledger → the code it stands for; undefined for a word nobody can be sure of. */
const reader = <Code extends string>(
	words: Readonly<Record<Code, string>>,
	more: Partial<Record<Code, string>> = {}
) => {
	const known = new Map<string, Code>();
	for (const [code, synonyms] of Object.entries(more) as [Code, string][])
		for (const word of synonyms.split(' ')) known.set(sameWords(word), code);
	for (const [code, label] of Object.entries(words) as [Code, string][]) known.set(sameWords(label), code);
	return (text: string): Code | undefined => known.get(sameWords(text));
};

export const kindIn = reader<WishKind>(kinds, { wish: '心愿', project: '项目 民生项目' });

export const channelIn = reader<Channel>(channels, {
	dualCheckIn: '双报到 双报到平台',
	partyGroupChat: '党组织群 党群微信群 党员微信群',
	residentGroupChat: '居民群 业主微信群',
	socialWorkStation: '社工 社工站点',
	gridWorker: '网格 网格员上报',
	buildingHead: '楼长 楼组长',
	doorToDoor: '入户 上门 入户走访',
	fieldVisit: '走访 实地 实地调研',
	online: '线上 网上 小程序 公众号 网络',
	phone: '电话 热线 来电登记',
	window: '现场 前台 服务窗口 来访'
});

export const beneficiaryIn = reader<BeneficiaryKind>(beneficiaryKinds, {
	livingAlone: '独居长者 独居老人 孤寡老人 孤寡长者 空巢老人 独居 孤寡 独居孤寡长者',
	elder: '老人 老年人 高龄老人 高龄长者 长者老人',
	disabled: '残疾 残障人士 残疾人士',
	lowIncome: '低保 低保户 困难群众 困难户 低收入家庭 低收入 困境家庭 困难党员',
	child: '儿童 少年 青少年 未成年人 学生 困境儿童',
	migrant: '来穗务工人员 外来务工人员 来穗务工 外来人员',
	outdoorWorker: '环卫工人 环卫工 快递员 外卖员 户外工作者',
	household: '居民 普通居民 群众 其他 普通群众 社区居民 其他群众',
	public: '公共 公共事项 小区 小区公共 全体居民 社区公共事项'
});

/** A word, or its number from 1 to 5. */
export function ratingIn(text: string): number | undefined {
	const word = sameWords(text)
		.replace(/^很满意$/, '非常满意')
		.replace(/^一般$/, '基本满意');
	const at = ratings.findIndex((rating) => rating === word);
	if (at >= 0) return at + 1;
	return /^[1-5](分|星)?$/.test(word) ? Number(word[0]) : undefined;
}

export const rejectionIn = (text: string): RejectionReason | undefined =>
	(Object.keys(rejections) as RejectionReason[]).find((reason) =>
		sameWords(text).startsWith(sameWords(rejections[reason].label))
	);

const STATED: readonly (readonly [string, WishState])[] = [
	...wishStates.map((state) => [wishLifecycle.states[state].label, state] as const),
	...'已办结 办结 已完结 完结 已实现 已落实 已解决 完成'.split(' ').map((word) => [word, 'accepted'] as const),
	...'进行中 正在实施 正在办理 办理中 推进中 落实中 跟进中'.split(' ').map((word) => [word, 'implementing'] as const),
	...'未认领 尚未认领'.split(' ').map((word) => [word, 'published'] as const)
];

/** “已完成：灯换好了” → the state it says, and the words behind it. Without such a word all of it is a note. */
export function progressIn(text: string): { stated: WishState | undefined; note: string } {
	const plain = text.normalize('NFKC').trim();
	const found = STATED.filter(([word]) => plain === word || new RegExp(`^${word}[:：,，。;；(\\s]`).test(plain)).sort(
		([a], [b]) => b.length - a.length
	)[0];
	if (!found) return { stated: undefined, note: text.trim() };
	return {
		stated: found[1],
		note: text
			.trim()
			.slice(found[0].length)
			.replace(/^[\s:：,，。;；]+/, '')
			.trim()
	};
}

/** Names of claimers, as people list them. */
export const claimerNamesIn = (text: string): string[] => [
	...new Set(
		text
			.split(/[、,，;；/／\n]+/)
			.map((name) => name.trim())
			.filter((name) => name !== '')
	)
];
