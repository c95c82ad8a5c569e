import type { Claimer, WishState } from '#modules/wishes/index.ts';
import { projectsNow } from './data/projects-now.ts';
import type { Selves } from './selves.ts';
import { ago, workdaysAgo } from './moments.ts';
import type { Crowd } from './people.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import { projectStory, wishStories, type Story } from './story.ts';
import type { Step } from './walk.ts';
import type { Tale } from './year-2021.ts';

interface Plan {
	state: WishState;
	/** How long ago the wish came into this state: in working days where its limit is in working days, else in days. */
	ages: readonly number[];
	/** What happened before, without the claims that fill the places. */
	path: readonly Step['action'][];
}

const started = ['collect', 'verify', 'publish', 'claim', 'contact', 'assess', 'start'] as const;

/** Every state several times: in time, close to the limit, and beyond it. */
const plans: readonly Plan[] = [
	{ state: 'collected', ages: [0, 0, 1, 2, 3, 5], path: ['collect'] },
	{ state: 'verifying', ages: [0, 1, 4, 5, 7], path: ['collect', 'verify'] },
	{ state: 'published', ages: [0, 1, 2, 4, 6, 9, 12, 13, 18], path: ['collect', 'verify', 'publish'] },
	{ state: 'partiallyClaimed', ages: [1, 3, 7, 13, 19], path: ['collect', 'verify', 'publish', 'claim'] },
	{ state: 'claimed', ages: [0, 2, 6, 9, 13], path: ['collect', 'verify', 'publish', 'claim'] },
	{ state: 'assessing', ages: [1, 5, 9, 12], path: ['collect', 'verify', 'publish', 'claim', 'contact', 'assess'] },
	{ state: 'implementing', ages: [1, 4, 11, 28, 36], path: [...started, 'report'] },
	{ state: 'submitted', ages: [0, 2, 5, 10], path: [...started, 'report', 'submit'] },
	{ state: 'accepted', ages: [0, 1, 4, 5], path: [...started, 'submit', 'accept', 'thank'] },
	{ state: 'closed', ages: [1, 3, 6, 10, 14, 20, 27], path: [...started, 'submit', 'accept', 'thank', 'close'] },
	{ state: 'rejected', ages: [1, 6, 15], path: ['collect', 'verify', 'reject'] },
	{ state: 'withdrawn', ages: [2, 9], path: ['collect', 'verify', 'publish', 'withdraw'] },
	{ state: 'published', ages: [3], path: ['collect', 'verify', 'publish', 'claim', 'release'] },
	{ state: 'implementing', ages: [2], path: [...started, 'submit', 'reopen'] },
	{ state: 'approving', ages: [1, 4], path: ['collect', 'verify', 'publish'] },
	{ state: 'merged', ages: [1, 6], path: ['collect', 'merge'] },
	{ state: 'converted', ages: [2, 8], path: ['collect', 'verify', 'convert'] }
];

const projectPlans: readonly Plan[] = (
	['published', 'claimed', 'implementing', 'submitted', 'closed'] as const
).flatMap((wanted) =>
	plans
		.filter(({ state }) => state === wanted)
		.slice(0, 1)
		.map((plan) => ({ ...plan, ages: [2], path: plan.path.flatMap(withPlan) }))
);

/** What a project has besides: a budget before anybody claims it, a milestone on the way. */
function withPlan(action: Step['action']): Step['action'][] {
	if (action === 'publish') return ['publish', 'budget'];
	return action === 'start' ? ['start', 'milestone'] : [action];
}

/** More than a micro-wish may cost by itself, in fen. */
const DEAR = 86_000;

/** What is going on now, so that each page has something to do. */
export function talesNow(
	random: Random,
	place: Place,
	people: Crowd,
	memberIds: readonly string[],
	selves: Selves,
	now: Date
): Tale[] {
	const lives = plans.flatMap((plan) => plan.ages.map((age) => ({ plan, age })));
	const stories = wishStories(random, place, people, lives.length);
	const wishes = lives.map(({ plan, age }, at) => {
		const story = stories[at] as Story;
		cast(random, story, plan, memberIds);
		if (at % 9 === 4) story.channel = 'online';
		if (plan.state === 'merged') story.channel = 'phone';
		if (plan.state === 'approving') Object.assign(story, { awaitsLeader: true, budgetFen: DEAR });
		return { story, plan, age };
	});
	const projects = projectPlans.map((plan, at) => {
		const story = projectStory(random, place, people, projectsNow[at] as (typeof projectsNow)[number]);
		const together = plan.state === 'implementing' ? 2 : 1;
		const claimers = random
			.shuffled(place.organisations)
			.slice(0, together)
			.map(({ id }): Claimer => ({ kind: 'organisation', id }));
		return {
			story: { ...story, claimers, places: together },
			plan,
			age: plan.ages[0] ?? 0
		};
	});
	const all = [...wishes, ...projects];
	castSelves(all, selves);
	return all.map(({ story, plan, age }) => ({ story, steps: stepsOf(random, story, plan, { age, now }) }));
}

/** Places, and who takes them. */
function cast(random: Random, story: Story, { state }: Plan, memberIds: readonly string[]): void {
	story.places =
		state === 'partiallyClaimed'
			? 2 + random.below(3)
			: random.weighted([
					[1, 5],
					[2, 3],
					[3, 1]
				] as const);
	const taken = state === 'partiallyClaimed' ? 1 + random.below(story.places - 1) : story.places;
	story.claimers = random
		.shuffled(memberIds)
		.slice(0, taken)
		.map((id): Claimer => ({ kind: 'member', id }));
}

/** The accounts of the sample find wishes of their own: the resident's, and some that the member and the organisation claimed. */
function castSelves(
	all: readonly { story: Story; plan: Plan }[],
	{ residentPerson, memberClaimer, organisationClaimer }: Selves
): void {
	for (const state of ['verifying', 'implementing', 'submitted', 'closed'] as const) {
		const own = all.find(({ story, plan }) => plan.state === state && story.kind === 'wish');
		if (own) Object.assign(own.story, { person: residentPerson, beneficiaryKind: 'elder', channel: 'online' });
	}
	for (const state of ['claimed', 'assessing', 'implementing', 'submitted', 'closed'] as const) {
		const [first, second] = all.filter(({ story, plan }) => plan.state === state && story.kind === 'wish');
		if (first) first.story.claimers[0] = memberClaimer;
		if (second && state !== 'assessing') second.story.claimers[0] = organisationClaimer;
	}
	const project = all.find(({ story, plan }) => plan.state === 'implementing' && story.kind === 'project');
	if (project) project.story.claimers[0] = organisationClaimer;
}

const GAPS: Partial<Record<Step['action'], readonly [number, number]>> = {
	verify: [1, 2],
	publish: [0, 2],
	claim: [1, 4],
	contact: [0, 2],
	assess: [1, 3],
	start: [0, 2],
	report: [1, 3],
	submit: [2, 6],
	accept: [1, 3],
	close: [7, 9],
	withdraw: [1, 4],
	release: [1, 2],
	reopen: [1, 2],
	reject: [0, 1],
	thank: [0, 0],
	merge: [0, 1],
	convert: [1, 2]
};

const IN_WORKDAYS: readonly WishState[] = ['collected', 'verifying', 'approving', 'claimed', 'assessing'];

/** Backwards from the last step, which brought the wish where it is. */
function stepsOf(
	random: Random,
	story: Story,
	{ state, path }: Plan,
	{ age, now }: { age: number; now: Date }
): Step[] {
	const said = path.filter((action) => action !== 'thank' || story.rating >= 4);
	const actions = said.flatMap((action) =>
		action === 'claim'
			? story.claimers.map(() => action)
			: action === 'start'
				? [action, 'openContact' as const]
				: [action]
	);
	let daysBefore = IN_WORKDAYS.includes(state) ? workdaysAgo(now, age) : age;
	const steps: Step[] = [];
	actions.toReversed().forEach((action, at) => {
		const order = actions.length - at;
		steps.unshift({ action, at: ago(now, daysBefore, order, actions.length + 1) });
		const [least, most] = actions[order - 2] === action ? [0, 0] : (GAPS[action] ?? [0, 0]);
		daysBefore += least + random.below(most - least + 1);
	});
	return steps;
}
