import type { Claimer } from '#modules/wishes/index.ts';
import { figures2021 } from './data/centre.ts';
import { example, projects2021 } from './data/projects.ts';
import { thanks } from './data/sayings.ts';
import { after9, workdaysFrom } from './moments.ts';
import type { Crowd } from './people.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import { projectStory, wishStories, type Story } from './story.ts';
import type { Step } from './walk.ts';

/** A wish and everything that happened to it. */
export interface Tale {
	story: Story;
	steps: Step[];
}

/** The year of the published figures: what was collected, who claimed it, and how it came true. */
export function tales2021(random: Random, place: Place, people: Crowd, memberIds: readonly string[]): Tale[] {
	const wishes = wishStories(random, place, people, figures2021.wishes);
	shareOut(random, wishes, random.shuffled(memberIds).slice(0, figures2021.claimingMembers));
	const [first] = wishes;
	if (first) Object.assign(first, { rating: 2, thanks: thanks[2][0] });
	const projects = projectsOf(random, place, people);
	const days = workdaysFrom(2021);
	return [...wishes, ...projects].map((story) => ({ story, steps: stepsOf(random, story, days) }));
}

/** Gives each member at least one place, some of them a second one, and each wish at least one claimer. */
function shareOut(random: Random, stories: readonly Story[], memberIds: readonly string[]): void {
	const claimers = memberIds.map((id): Claimer => ({ kind: 'member', id }));
	const queue = [...claimers];
	for (const story of stories) story.claimers.push(...queue.splice(0, 1));
	while (queue.length > 0) {
		const story = random.pick(stories);
		if (story.claimers.length < 4) story.claimers.push(...queue.splice(0, 1));
	}
	for (const story of stories) {
		const again = random.pick(claimers);
		if (random.chance(0.2) && !story.claimers.includes(again)) story.claimers.push(again);
		story.places = story.claimers.length;
	}
}

/** Nineteen organisations carry twenty-five projects; the one of the published example is of the new sector. */
function projectsOf(random: Random, place: Place, people: Crowd): Story[] {
	const isNew = (at: number) => place.organisations.filter(({ kind }) => (kind === 'newSector') === (at === 0));
	const chosen = [
		...random.shuffled(isNew(0)).slice(0, 1),
		...random.shuffled(isNew(1)).slice(0, figures2021.claimingOrganisations - 1)
	].map(({ id }): Claimer => ({ kind: 'organisation', id }));
	return projects2021.map((project, at) => ({
		...projectStory(random, place, people, project),
		claimers: chosen[at % chosen.length] ? [chosen[at % chosen.length] as Claimer] : [],
		...(project === example
			? { beneficiaryKind: 'livingAlone' as const, rating: 5 as const, thanks: '像搬了新家一样，晚上起来也不怕了。' }
			: {})
	}));
}

/** Working days each step takes at most; the year is over before the last is confirmed. */
const LONGEST = 30;

function stepsOf(random: Random, story: Story, days: readonly string[]): Step[] {
	const last = days.filter((day) => day.startsWith('2021')).length - LONGEST;
	let day = random.below(last);
	let order = 0;
	const steps: Step[] = [];
	const then = (action: Step['action'], wait: number) => {
		order = wait > 0 ? 0 : order + 1;
		day += wait;
		steps.push({ action, at: after9(days[day] ?? '', 40 + order * 23 + random.below(20)) });
	};
	const within = (least: number, most: number) => least + random.below(most - least + 1);
	then('collect', 0);
	then('verify', within(1, 3));
	then('publish', within(0, 2));
	if (story.kind === 'project') then('budget', 0);
	story.claimers.forEach((_, at) => then('claim', at === 0 ? within(1, 4) : within(0, 1)));
	then('contact', within(1, 2));
	if (story.kind === 'project' || story.scene) then('assess', within(1, 2));
	then('start', within(0, 1));
	if (random.chance(0.3)) then('report', within(1, 2));
	if (story.kind === 'project') {
		then('milestone', within(1, 2));
		then('milestone', within(0, 2));
	}
	then('submit', within(1, 6));
	then('accept', within(1, 3));
	then('close', within(3, 5));
	return steps;
}
