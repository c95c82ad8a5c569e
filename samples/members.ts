import type { Context } from '#kernel/command.ts';
import { workIn } from '#kernel/command.ts';
import type { Db, Transaction } from '#kernel/db.ts';
import { freeTimesMask, type MemberKind } from '#modules/directory/index.ts';
import { addMembers as addToDirectory, skillsOf } from '#modules/directory/server.ts';
import { keepPersons, nameTokens } from '#modules/people/server.ts';
import { inLanes, inOne } from './batches.ts';
import { figures2021, otherMembers, waitingMembers } from './data/centre.ts';
import { REGISTERED } from './moments.ts';
import { growParty } from './party.ts';
import type { Crowd, Somebody } from './people.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';

/** Somebody to be written down as a member, and where they belong. */
export interface NewMember extends Somebody {
	kind: MemberKind;
	organisationId: string;
	communityId: string;
	gridId: string;
	buildingId: string;
	skills: string[];
	freeTimes: number;
}

export interface Member extends NewMember {
	id: string;
}

const AT_ONCE = 500;

/** Writes the party members down, with the tree of their branches. Returns them in the order in which they were drawn. */
export async function addMembers(db: Db, place: Place, random: Random, people: Crowd): Promise<Member[]> {
	const { centreId } = place;
	const skills = (await skillsOf(db, centreId)).map(({ code }) => code);
	const drawn = kindsOf(random).map((kind) => drawMember(random, people, place, skills, kind));
	const context: Omit<Context, 'db'> = { actor: place.clerks[0], clock: REGISTERED };
	const persons = await inChunks(db, drawn, (transaction, members) =>
		keepPersons(
			workIn({ ...context, db: transaction }, transaction),
			members.map(({ name, phone, address, communityId, gridId }) => ({
				centreId,
				name,
				phone,
				address,
				communityId,
				gridId
			}))
		)
	);
	const firstOf = new Map(drawn.map(({ organisationId }, at) => [organisationId, persons[at]] as const).toReversed());
	const branches = await growParty(db, place, (organisationId) => firstOf.get(organisationId) ?? null);
	const rows = drawn.map((member, at) => ({ ...member, personId: persons[at] as string }));
	const ids = await inChunks(db, rows, (transaction, members) =>
		addToDirectory(
			workIn({ ...context, db: transaction }, transaction),
			centreId,
			members.map(({ name, phone: _phone, address: _address, ...member }) => ({
				...member,
				branchId: branches.get(member.organisationId) ?? null,
				nameTokens: nameTokens(centreId, name)
			}))
		)
	);
	return drawn.map((member, at) => ({ ...member, id: ids[at] as string }));
}

/** Some hundred at a time, each time in one transaction; the answers in the order of the items. */
async function inChunks<T>(
	db: Db,
	items: readonly T[],
	run: (db: Transaction, items: readonly T[]) => Promise<string[]>
): Promise<string[]> {
	const starts = Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, at) => at * AT_ONCE);
	const answers = new Map<number, string[]>();
	await inLanes(starts, (start) =>
		inOne(db, async (transaction) => {
			answers.set(start, await run(transaction as Transaction, items.slice(start, start + AT_ONCE)));
		})
	);
	return starts.flatMap((start) => answers.get(start) ?? []);
}

/** One in-service member has an account of their own and is written down with it. */
const kindsOf = (random: Random): MemberKind[] =>
	random.shuffled([
		...repeated('inService' as const, figures2021.inServiceMembers - 1 + waitingMembers),
		...Object.entries(otherMembers).flatMap(([kind, count]) => repeated(kind as MemberKind, count))
	]);

const repeated = <T>(item: T, count: number): T[] => Array.from({ length: count }, () => item);

function drawMember(
	random: Random,
	people: Crowd,
	{ organisations, communities }: Place,
	skills: readonly string[],
	kind: MemberKind
): NewMember {
	const ofKind = organisations.filter((organisation) => (organisation.kind === 'community') === (kind !== 'inService'));
	const { id: communityId, grids } = random.weighted(communities.map((community) => [community, community.share]));
	const grid = random.pick(grids);
	return {
		...people.partyMember(kind === 'retired'),
		kind,
		organisationId: random.weighted(ofKind.map(({ id, size }) => [id, size])),
		...{ communityId, gridId: grid.id, buildingId: random.pick(grid.buildingIds) },
		skills: random.chance(0.3) ? [random.pick(skills)] : [],
		freeTimes: freeTimesMask(random.pick(kind === 'retired' ? WEEKDAYS : AFTER_WORK))
	};
}

const EVENINGS = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, part: 2 }));
const at = (weekday: number, ...parts: number[]) => parts.map((part) => ({ weekday, part }));
const AFTER_WORK = [
	[],
	EVENINGS,
	at(5, 0),
	at(5, 0, 1),
	at(6, 1),
	[...at(5, 0), ...at(6, 0)],
	[...EVENINGS, ...at(5, 1)]
];
const WEEKDAYS = [
	[0, 1, 2, 3, 4].flatMap((weekday) => at(weekday, 0)),
	[0, 2, 4].flatMap((weekday) => at(weekday, 0, 1))
];
