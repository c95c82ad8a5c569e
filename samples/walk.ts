import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { Claimer, WishAction } from '#modules/wishes/index.ts';
import { act, collectWish, openWishContact, submitWish } from '#modules/wishes/server.ts';
import type { Selves } from './members.ts';
import { inputsOf } from './inputs.ts';
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

/** Walks a wish along its steps by the commands everybody uses, each at its moment. */
export async function walk(db: Db, { place, selves }: Cast, story: Story, steps: readonly Step[]): Promise<void> {
	const { centreId } = place;
	const staff = staffOf(place, story);
	const inputOf = inputsOf(story);
	let wishId = '';
	let claimed = 0;
	for (const { action, at } of steps) {
		const context = (actor: Actor): Context => ({ db, actor, clock: clockAt(at) });
		const claimer = story.claimers[Math.max(action === 'claim' ? claimed : claimed - 1, 0)];
		if (action === 'claim') claimed += 1;
		if (action === 'release') claimed -= 1;
		const actor = actorOf(action, claimer, { selves, staff, story });
		if (action === 'collect') wishId = await collect(context, { centreId, story, selves, staff });
		else if (action === 'openContact')
			await openWishContact(context(actor), { centreId, wishId, reason: '约上门的时间' });
		else {
			const way = actor === selves.resident ? 'account' : undefined;
			const input = inputOf(action, { claimer, day: shanghaiDate(at), way });
			await act(action, context(actor), { centreId, wishId, ...input });
		}
	}
}

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
	'submit'
]);
const BENEFICIARYS = new Set<Step['action']>(['accept', 'reopen', 'withdraw']);

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
): Promise<string> {
	const { category, communityId, beneficiaryKind, told, channel, gridId, kind } = story;
	const { name, phone, address } = story.person;
	const wish = { centreId, category, communityId, beneficiaryKind, told, name, phone, address };
	if (isSelf(story, selves)) return (await submitWish(context(selves.resident), { ...wish, contactWay: 'code' })).id;
	if (channel === 'online') return (await submitWish(context(guest), { ...wish, contactWay: 'callBack' })).id;
	const actor = ON_FOOT.has(channel) ? staff.gridWorker : staff.clerk;
	return (await collectWish(context(actor), { ...wish, kind, channel, gridId, consent: true })).id;
}

const ON_FOOT = new Set(['gridWorker', 'doorToDoor', 'fieldVisit', 'buildingHead']);
