import type { BeneficiaryKind, Channel, Claimer, CostItem, WishKind } from '#modules/wishes/index.ts';
import { goods } from './data/goods.ts';
import type { Project } from './data/projects.ts';
import { publicGood } from './data/public-good.ts';
import { openings, pledges, thanks } from './data/sayings.ts';
import { service } from './data/service.ts';
import { written, type Template } from './data/template.ts';
import type { Scene } from './drawings/scenes.ts';
import type { Crowd, Somebody } from './people.ts';
import type { Pair } from './pictures.ts';
import type { Community, Place } from './place.ts';
import type { Random } from './random.ts';

/** Everything about one wish that is decided before its life begins. */
export interface Story {
	kind: WishKind;
	category: string;
	channel: Channel;
	communityId: string;
	gridId: string;
	beneficiaryKind: BeneficiaryKind;
	person: Somebody;
	told: string;
	title: string;
	text: string;
	done: string;
	places: number;
	budgetFen: number | undefined;
	/** The leader still has to agree to the money. */
	awaitsLeader: boolean;
	claimers: Claimer[];
	pledge: string;
	costs: CostItem[];
	scene: Scene | undefined;
	pictures: Pair | undefined;
	rating: 2 | 3 | 4 | 5;
	thanks: string;
	/** Decides the small words that are noted on the way. */
	seed: number;
}

const templates = [
	...goods.map((template) => ({ category: 'goods', template })),
	...service.map((template) => ({ category: 'service', template })),
	...publicGood.map((template) => ({ category: 'publicGood', template }))
];

/** So many micro-wishes: all the templates are used before one comes again. */
export function wishStories(random: Random, place: Place, people: Crowd, count: number): Story[] {
	const order: typeof templates = [];
	while (order.length < count) order.push(...random.shuffled(templates));
	return order
		.slice(0, count)
		.map(({ category, template }) => storyOf(random, place, people, { kind: 'wish', category, template }));
}

export const projectStory = (random: Random, place: Place, people: Crowd, project: Project): Story => {
	const community = place.communities.find(({ name }) => name === project.community);
	return storyOf(random, place, people, { kind: 'project', category: 'publicGood', template: project }, community);
};

interface Kind {
	kind: WishKind;
	category: string;
	template: Template;
}

function storyOf(
	random: Random,
	place: Place,
	people: Crowd,
	{ kind, category, template }: Kind,
	at?: Community
): Story {
	const community = at ?? random.weighted(place.communities.map((one) => [one, one.share] as const));
	const beneficiaryKind = random.pick(template.of);
	const person = people.resident(beneficiaryKind);
	const words = written(random, template);
	const costs = costsOf(random, template, kind);
	const rating = random.weighted([
		[5, 66],
		[4, 27],
		[3, 7]
	] as const);
	return {
		kind,
		category,
		channel: random.weighted(CHANNELS),
		communityId: community.id,
		gridId: random.pick(community.grids).id,
		beneficiaryKind,
		person,
		told:
			random
				.pick(openings)
				.replace('{name}', person.name)
				.replace('{address}', community.name + person.address) + words.text,
		...words,
		places: 1,
		budgetFen: costs.length > 0 ? Math.ceil(sumOf(costs) / 10_000) * 10_000 : undefined,
		awaitsLeader: false,
		claimers: [],
		pledge: random.pick(pledges),
		costs,
		scene: template.scene,
		pictures: undefined,
		rating,
		thanks: random.pick(thanks[rating]),
		seed: random.below(2 ** 31)
	};
}

/** A project costs what the report says, to the fen; a wish a little more or less each time. */
const costsOf = (random: Random, { costs = {} }: Template, kind: WishKind): CostItem[] =>
	Object.entries(costs).map(([item, yuan]) => ({
		item,
		amountFen: kind === 'project' ? Math.round(yuan * 100) : Math.round(yuan * (85 + random.below(30)))
	}));

const sumOf = (costs: readonly CostItem[]) => costs.reduce((sum, { amountFen }) => sum + amountFen, 0);

const CHANNELS = [
	['gridWorker', 22],
	['doorToDoor', 15],
	['dualCheckIn', 14],
	['socialWorkStation', 12],
	['residentGroupChat', 11],
	['partyGroupChat', 9],
	['fieldVisit', 8],
	['buildingHead', 7],
	['window', 1],
	['phone', 1]
] as const satisfies readonly (readonly [Channel, number])[];
