import type { BeneficiaryKind } from './wish.ts';

/** The questions of a resident's wish, one a page, in the order in which they are asked. */
export const draftSteps = [
	'told',
	'pictures',
	'whom',
	'category',
	'community',
	'beneficiary',
	'name',
	'proxy',
	'phone'
] as const;
export type DraftStep = (typeof draftSteps)[number];

export type Whom = 'self' | 'other';

/** Who speaks for another is asked who they are. */
export const stepsFor = (whom: Whom | undefined): DraftStep[] =>
	draftSteps.filter((step) => step !== 'proxy' || whom === 'other');

/** The questions, the code, and the check before sending. */
export const pagesFor = (whom: Whom | undefined): number => stepsFor(whom).length + 2;

/** The question, as whoever speaks for themself or for another is asked it. */
export const questionOf = (step: DraftStep, whom: Whom | undefined): string =>
	(whom === 'other' ? ofOther[step] : undefined) ?? questions[step];

const questions: Record<DraftStep, string> = {
	told: '您有什么心愿？',
	pictures: '要不要放几张照片？',
	whom: '这是给自己提，还是替别人提？',
	category: '这个心愿属于哪一类？',
	community: '您住在哪个社区？',
	beneficiary: '这个心愿会帮到谁？',
	name: '怎么称呼您？',
	proxy: '您是哪位？',
	phone: '您的手机号是多少？'
};

const ofOther: Partial<Record<DraftStep, string>> = {
	community: '对方住在哪个社区？',
	name: '对方叫什么名字？'
};

/** For whom a wish is, in the words people use for themselves. */
export const beneficiaryWords: Record<BeneficiaryKind, { label: string; hint?: string }> = {
	elder: { label: '老人', hint: '和家人一起住' },
	livingAlone: { label: '一个人住的老人', hint: '也包括只有老两口、身边没有子女的' },
	disabled: { label: '残疾人' },
	lowIncome: { label: '生活困难的家庭' },
	child: { label: '孩子' },
	migrant: { label: '从外地来这里生活、工作的人' },
	outdoorWorker: { label: '在户外干活的人', hint: '例如环卫工人、快递员、外卖员' },
	household: { label: '其他居民' },
	public: { label: '大家共用的地方', hint: '例如楼道、路灯、健身器材' }
};

/** What belongs to a category, for those every centre starts with. */
export const categoryExamples: Readonly<Record<string, string>> = {
	goods: '需要一样东西，例如轮椅、血压计、书包',
	service: '需要有人帮把手，例如修水龙头、理发、陪着看病',
	publicGood: '对大家都好的事，例如楼道装扶手、修路灯'
};
