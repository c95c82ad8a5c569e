import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { formatYuan } from '#kernel/money.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { storeDocument } from '#modules/files/server.ts';
import type { Claimer, WishAction } from '#modules/wishes/index.ts';
import { act, collectWish, openWishContact, submitWish, type Collected } from '#modules/wishes/server.ts';
import { inOne } from './batches.ts';
import type { Selves } from './selves.ts';
import { inputsOf } from './inputs.ts';
import { paper } from './papers.ts';
import type { Place } from './place.ts';
import { seeded } from './random.ts';
import type { Story } from './story.ts';

/** One thing that happens to a wish, and when. */
export interface Step {
	action: 'collect' | 'openContact' | WishAction;
	at: Date;
}

export interface Cast {
	place: Place;
	selves: Selves;
}

/**
 * Walks a wish along its steps by the commands everybody uses, each at its moment. Claims have a transaction of their own: they
 * lock the claimer until the end, and the wishes of one claimer are walked side by side.
 */
export async function walk(db: Db, { place, selves }: Cast, story: Story, steps: readonly Step[]): Promise<void> {
	const { centreId } = place;
	const staff = staffOf(place, story);
	const inputOf = inputsOf(story);
	let wishId = '';
	let claimed = 0;
	let parts: string[] = [];
	let reached = 0;
	const take = async (db: Db, { action, at }: Step) => {
		const context = (actor: Actor): Context => ({ db, actor, clock: clockAt(at) });
		const claimer = story.claimers[Math.max(action === 'claim' ? claimed : claimed - 1, 0)];
		if (action === 'claim') claimed += 1;
		if (action === 'release') claimed -= 1;
		const actor = actorOf(action, claimer, { selves, staff, story });
		if (action === 'collect') wishId = (await collect(context, { centreId, story, selves, staff })).id;
		else if (action === 'merge') await mergeIntoFirst(db, at, { centreId, story, selves, staff, wishId });
		else if (action === 'openContact')
			await openWishContact(context(actor), { centreId, wishId, reason: '约上门的时间' });
		else {
			const way = actor === selves.resident ? 'account' : undefined;
			if (action === 'milestone') reached += 1;
			const papers = await papersOf(context(actor), centreId, story, action);
			const share = sharesOf(parts, claimed - 1, story.claimers.length);
			const input = inputOf(action, { claimer, day: shanghaiDate(at), way, share, reached, papers });
			const { state, partIds } = await act(action, context(actor), { centreId, wishId, ...input });
			if (action === 'budget') parts = partIds as string[];
			if (state === 'approving' && !story.awaitsLeader)
				await approve(context, { centreId, wishId, leader: place.leader });
		}
	};
	for (const part of partsOf(steps))
		await inOne(db, async (transaction) => {
			for (const step of part) await take(transaction, step);
		});
}

/** Each claim alone, what lies between together. */
const partsOf = (steps: readonly Step[]): Step[][] =>
	steps.reduce<Step[][]>((parts, step) => {
		const last = parts.at(-1);
		if (last && step.action !== 'claim' && last[0]?.action !== 'claim') last.push(step);
		else parts.push([step]);
		return parts;
	}, []);

/** Somebody had told the same a day before, by another channel: that entry goes on. */
async function mergeIntoFirst(
	db: Db,
	at: Date,
	{ wishId, story, ...cast }: Collecting & { wishId: string }
): Promise<void> {
	const context = (actor: Actor): Context => ({ db, actor, clock: clockAt(at) });
	const first = (actor: Actor): Context => ({ ...context(actor), clock: clockAt(dayBefore(at)) });
	const { reference } = await collect(first, { ...cast, story: { ...story, channel: 'gridWorker' } });
	await act('merge', context(cast.staff.clerk), { centreId: cast.centreId, wishId, into: reference });
}

const dayBefore = (at: Date) => new Date(at.getTime() - 86_400_000);

/** Those who carry a project together take its parts in turn. */
const sharesOf = (parts: readonly string[], at: number, of: number): string[] =>
	parts.filter((_, part) => part % of === at);

/** A project comes with a paper when it is submitted, and each entry with the receipt of its money. */
async function papersOf(context: Context, centreId: string, story: Story, action: Step['action']) {
	if (story.kind !== 'project' || action !== 'submit') return [];
	const bytes = paper('验收单（样例）', [
		`项目：${story.title}`,
		...story.costs.map(({ item, amountFen }) => `${item}：${formatYuan(amountFen)} 元`),
		'验收意见：合格。'
	]);
	return [await storeDocument(context, { centreId, name: '验收单.pdf', bytes })];
}

/** Money above the limit: the leader agrees on the same day. */
const approve = (
	context: (actor: Actor) => Context,
	{ leader, ...at }: { centreId: string; wishId: string; leader: Actor }
) => act('approve', context(leader), at);

interface Staff {
	clerk: Actor;
	gridWorker: Actor;
}

function staffOf({ clerks, gridWorkers }: Place, { seed }: Story): Staff {
	const random = seeded(seed);
	return {
		clerk: random.weighted([
			[clerks[0], 3],
			[clerks[1] ?? clerks[0], 1],
			[clerks[2] ?? clerks[0], 1]
		]),
		gridWorker: random.pick(gridWorkers)
	};
}

/** Whoever has an account acts for themself; for all others a clerk writes down what they were told. */
function actorOf(
	action: Step['action'],
	claimer: Claimer | undefined,
	{ selves, staff, story }: { selves: Selves; staff: Staff; story: Story }
): Actor {
	if (action === 'verify') return story.seed % 2 === 0 ? staff.gridWorker : staff.clerk;
	if (BENEFICIARYS.has(action) && isSelf(story, selves)) return selves.resident;
	if (!CLAIMERS.has(action)) return staff.clerk;
	if (claimer?.id === selves.memberClaimer.id) return selves.member;
	return claimer?.id === selves.organisationClaimer.id ? selves.representative : staff.clerk;
}

const CLAIMERS = new Set<Step['action']>([
	'claim',
	'release',
	'contact',
	'openContact',
	'assess',
	'start',
	'report',
	'milestone',
	'submit'
]);
const BENEFICIARYS = new Set<Step['action']>(['accept', 'reopen', 'thank', 'withdraw']);

const isSelf = ({ person }: Story, { residentPerson }: Selves) => person.phone === residentPerson.phone;

interface Collecting {
	centreId: string;
	story: Story;
	selves: Selves;
	staff: Staff;
}

async function collect(
	context: (actor: Actor) => Context,
	{ centreId, story, selves, staff }: Collecting
): Promise<Collected> {
	const { category, communityId, beneficiaryKind, told, channel, gridId, kind } = story;
	const { name, phone, address } = story.person;
	const wish = { centreId, category, communityId, beneficiaryKind, told, name, phone, address };
	if (isSelf(story, selves)) return submitWish(context(selves.resident), { ...wish, contactWay: 'code' });
	if (channel === 'online') return submitWish(context(guest), { ...wish, contactWay: 'callBack' });
	const actor = ON_FOOT.has(channel) ? staff.gridWorker : staff.clerk;
	return collectWish(context(actor), { ...wish, kind, channel, gridId, consent: true });
}

const ON_FOOT = new Set(['gridWorker', 'doorToDoor', 'fieldVisit', 'buildingHead']);
