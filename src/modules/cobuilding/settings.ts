import type { Limit } from '#kernel/lifecycle.ts';
import { agreementLifecycle } from './lifecycle.ts';

interface CoLimit {
	rule: string;
	title: string;
	standard: Limit;
	citation: string;
}

const { within, label } = agreementLifecycle.states.offered;

/** The time limits of agreements; a centre's own value is the setting `deadline.<rule>`. */
export const limitsOfCobuilding: readonly CoLimit[] = within
	? [
			{
				rule: 'agreement.offered',
				title: `共建协议在“${label}”最多多久`,
				standard: within,
				citation: '系统默认，依据中心自己的判断可以调整'
			}
		]
	: [];
