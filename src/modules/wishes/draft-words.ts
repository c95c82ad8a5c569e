import type { BeneficiaryKind } from './wish.ts';

/** The questions of a resident's own wish, one a page, in the order in which they are asked. */
export const draftSteps = ['told', 'category', 'community', 'beneficiary', 'name', 'phone'] as const;
export type DraftStep = (typeof draftSteps)[number];

/** The questions, the code, and the check before sending. */
export const DRAFT_PAGES = draftSteps.length + 2;

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
