import { z } from 'zod';
import { days, type Limit } from '#kernel/lifecycle.ts';
import type { Setting } from '#modules/directory/index.ts';
import type { ClaimerKind } from './wish.ts';
import { wishLifecycle, wishStates } from './lifecycle.ts';

/** The rule of the clock that runs for a claim until the claimer has spoken to the person. */
export const CONTACT = 'wish.contact';
export const contactWithin: Limit = days(7);

export interface WishLimit {
	/** The rule of the clock; the centre's own value is the setting `deadline.<rule>`. */
	rule: string;
	title: string;
	standard: Limit;
	citation: string;
}

const OWN_JUDGEMENT = '系统默认，依据中心自己的判断可以调整';

/** Above this many fen a micro-wish waits for the leader's approval, or becomes a project. */
export const moneyLimit: Setting<number> = {
	name: 'wishes.moneyLimit',
	title: '一件微心愿的预算超过多少要审批',
	schema: z.int('请填金额').min(0, '不能少于0').max(100_000_000, '不能超过100万元'),
	standard: 50_000,
	citation: '各地微心愿做法（500元以内）'
};

const atOnce = (name: string, title: string, standard: number): Setting<number> & { unit: string } => ({
	name: `wishes.${name}`,
	title,
	unit: '个',
	schema: z.int('请填整数').min(1, '不能少于1').max(1000, '不能多于1000'),
	standard,
	citation: OWN_JUDGEMENT
});

/** How many wishes a claimer has in hand at once: claimed, and not yet accepted. */
export const claimLimits: Record<ClaimerKind, Setting<number>> = {
	member: atOnce('claimsPerMember', '一位党员同时最多认领几个', 5),
	organisation: atOnce('claimsPerOrganisation', '一个单位同时最多认领几个', 30)
};

/** Every time limit of the wishes, in the order in which a wish meets them. */
export const limitsOfWishes: readonly WishLimit[] = [
	...wishStates.flatMap((state): WishLimit[] => {
		const { label, within } = wishLifecycle.states[state];
		return within
			? [{ rule: `wish.${state}`, title: `心愿在“${label}”最多多久`, standard: within, citation: OWN_JUDGEMENT }]
			: [];
	}),
	{
		rule: CONTACT,
		title: '认领以后多久之内要联系心愿人',
		standard: contactWithin,
		citation: '各地微心愿做法（7天内联系）'
	}
];
