import { days, type Limit } from '#kernel/lifecycle.ts';
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
