import { addDays, days } from '#modules/deadlines/index.ts';
import type { Claimer, CostItem, WishAction } from '#modules/wishes/index.ts';
import { checks, findings, progress, releases, unfinished, withdrawals } from './data/sayings.ts';
import { seeded } from './random.ts';
import type { Story } from './story.ts';

/** What is known at one step. */
interface Moment {
	claimer: Claimer | undefined;
	/** The Shanghai date of the step. */
	day: string;
	/** How the person confirms, when they do it themself. */
	way: 'account' | undefined;
	/** The parts of the project that this claimer carries. */
	share: string[];
	/** How many of the milestones are reached with this step. */
	reached: number;
	/** The ids of the papers that come with it. */
	papers: string[];
}

/** What is typed into the form of each action of one story. */
export function inputsOf(story: Story): (action: WishAction, moment: Moment) => Record<string, unknown> {
	const random = seeded(story.seed + 1);
	const staffWay = random.pick(['phone', 'phone', 'inPerson'] as const);
	const reason = random.pick(['beyondCapacity', 'belongsElsewhere', 'ongoingCommitment', 'cashOrDebt'] as const);
	const inputs: Partial<Record<WishAction, (moment: Moment) => Record<string, unknown>>> = {
		verify: () => ({
			method: story.seed % 2 === 0 ? 'visit' : 'phone',
			result: 'confirmed',
			note: random.pick(checks)
		}),
		reject: () => ({ reason }),
		publish: () => ({
			title: story.title,
			publicText: story.text,
			alias: story.person.alias,
			category: story.category,
			places: story.places,
			budget: story.budgetFen,
			consentWay: random.pick(['phone', 'inPerson', 'paper'] as const),
			consent: true,
			cleared: true
		}),
		convert: () => ({ reason: '要买材料、请施工队，一个人帮不了，按微项目来做' }),
		approve: () => ({}),
		budget: ({ day }) => ({ items: plannedOf(story.costs), milestones: milestonesFrom(day) }),
		milestone: ({ day, reached }) => ({ position: reached, reachedOn: day }),
		thank: ({ way }) => ({ way: way ?? staffWay, words: story.thanks, consent: true }),
		claim: ({ claimer, day, share }) => ({
			claimer,
			pledge: story.pledge,
			...(story.kind === 'project'
				? { partIds: share, pledgeAmount: story.budgetFen, pledgeBy: addDays(day, days(45)) }
				: {})
		}),
		release: ({ claimer }) => ({ claimer, reason: random.pick(releases) }),
		contact: ({ claimer, day }) => ({ claimer, contactedOn: day }),
		assess: ({ day }) => ({
			visitedOn: day,
			visitors: random.pick(['认领人和网格员', '认领人和楼长', '社工和认领人', '网格员、社区医生']),
			findings: random.pick(findings),
			estimate: story.budgetFen,
			pictureIds: story.pictures ? [story.pictures.before] : []
		}),
		start: () => ({}),
		report: () => ({ note: random.pick(progress) }),
		submit: ({ day, papers }) => ({
			note: story.done,
			handedTo: story.kind === 'project' ? '社区居委会' : '本人',
			handedOn: day,
			documentIds: papers,
			costs: story.costs,
			pictureIds: story.pictures ? [story.pictures.after] : []
		}),
		accept: ({ way }) => ({
			way: way ?? staffWay,
			rating: story.rating,
			words: story.thanks,
			picturesConsent: story.pictures !== undefined
		}),
		reopen: ({ way }) => ({ way: way ?? staffWay, words: random.pick(unfinished) }),
		close: () => ({}),
		withdraw: () => ({ reason: random.pick(withdrawals) })
	};
	return (action, moment) => inputs[action]?.(moment) ?? {};
}

/** A budget is made in whole tens of yuan, before anybody knows what things cost in the end. */
const plannedOf = (costs: readonly CostItem[]): CostItem[] =>
	costs.map(({ item, amountFen }, at) => ({
		item,
		amountFen: Math.max(1000, (at % 3 === 1 ? Math.floor : Math.ceil)(amountFen / 1000) * 1000)
	}));

const milestonesFrom = (day: string) => [
	{ title: '买齐材料', dueOn: addDays(day, days(12)) },
	{ title: '施工完成', dueOn: addDays(day, days(26)) },
	{ title: '验收', dueOn: addDays(day, days(40)) }
];
