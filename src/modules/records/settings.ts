import type { Limit } from '#kernel/lifecycle.ts';
import { reportLifecycle, reviewLifecycle } from './lifecycle.ts';

const OWN_JUDGEMENT = '系统默认，依据中心自己的判断可以调整';

interface RecordsLimit {
	/** The rule of the clock; the centre's own value is the setting `deadline.<rule>`. */
	rule: string;
	title: string;
	standard: Limit;
	citation: string;
}

const { draft, sent } = reportLifecycle.states;

/** Every time limit of the records. */
export const limitsOfRecords: readonly RecordsLimit[] = [
	{
		rule: 'feedback.draft',
		title: '季度结束以后多久之内把反馈发给单位',
		standard: draft.within as Limit,
		citation: '各地双报到做法（每季度反馈所在单位）'
	},
	{ rule: 'feedback.sent', title: '单位多久之内确认收到反馈', standard: sent.within as Limit, citation: OWN_JUDGEMENT },
	{
		rule: 'yearReview.open',
		title: '年度评议多久之内评定',
		standard: reviewLifecycle.states.open.within as Limit,
		citation: OWN_JUDGEMENT
	}
];
