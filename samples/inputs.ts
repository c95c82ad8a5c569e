import type { Claimer, WishAction } from '#modules/wishes/index.ts';
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
}

/** What is typed into the form of each action of one story. */
export function inputsOf(story: Story): (action: WishAction, moment: Moment) => Record<string, unknown> {
	const random = seeded(story.seed + 1);
	const staffWay = random.pick(['phone', 'phone', 'inPerson'] as const);
	const reason = random.pick(['beyondCapacity', 'belongsElsewhere', 'ongoingCommitment', 'cashOrDebt'] as const);
	const inputs: Record<WishAction, (moment: Moment) => Record<string, unknown>> = {
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
		claim: ({ claimer }) => ({ claimer, pledge: story.pledge }),
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
		submit: () => ({
			note: story.done,
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
	return (action, moment) => inputs[action](moment);
}
