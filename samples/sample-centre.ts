import { system } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { notificationTasks } from '#modules/notifications/server.ts';
import { startListening } from '#src/subscriptions.server.ts';
import { inLanes, inOne } from './batches.ts';
import { call } from './calling.ts';
import { coBuild } from './cobuilding.ts';
import { waitingMembers } from './data/centre.ts';
import { addMembers, type Member } from './members.ts';
import { crowd } from './people.ts';
import { drawPictures, type Shelf } from './pictures.ts';
import { openCentre } from './place.ts';
import { seeded } from './random.ts';
import { recordService } from './recording.ts';
import { reportMembers, reportOrganisations } from './reporting.ts';
import { addSelves, type Selves } from './selves.ts';
import { serve } from './serving.ts';
import { talesNow } from './this-year.ts';
import { walk } from './walk.ts';
import { tales2021, type Tale } from './year-2021.ts';

/** How often each drawing hangs somewhere. */
const COPIES = 3;

/**
 * Fills an empty, migrated database with the sample centre, by the commands that people use: the year 2021 as published, and
 * what is going on at `now`. The same every time but for ids and the days around `now`.
 * @returns the id of the centre.
 */
export async function loadSample(db: Db, now: Date): Promise<string> {
	startListening();
	const random = seeded(2021);
	const people = crowd(random);
	const place = await inOne(db, openCentre);
	const pictures = drawPictures(db, place.centreId, COPIES);
	const selves = await addSelves(db, place);
	const members = await addMembers(db, place, random, people);
	const memberIds = members.map(({ id }) => id);
	const sample = { place, random, people, now };
	await reportOrganisations(db, sample);
	await reportMembers(db, sample, selves, members);
	const serving = {
		...{
			place,
			random,
			now,
			organiser: { account: selves.representative, organisationId: selves.organisationClaimer.id }
		},
		members: servants(selves, members)
	};
	await serve(db, serving);
	await call(db, serving);
	await coBuild(db, serving);
	await recordService(db, serving, selves);
	const past = tales2021(random, place, people, memberIds);
	const present = talesNow(random, place, people, memberIds, selves, now);
	const [plain, shown] = partition([...past, ...present], isShown);
	const walkAll = (tales: readonly Tale[]) =>
		inLanes(tales, ({ story, steps }) => walk(db, { place, selves }, story, steps));
	await walkAll(plain); // meanwhile the pictures are drawn
	illustrate(shown, await pictures);
	await walkAll(shown);
	const context = { db, actor: system('samples'), clock: clockAt(now) };
	await notificationTasks.tasks['pruneMessages']?.(context, {});
	return place.centreId;
}

/** Who serves: first the member with an account, then some of the unit whose representative has one, then everybody. */
function servants({ memberClaimer, organisationClaimer }: Selves, members: readonly Member[]): string[] {
	const inService = members.filter(({ kind }) => kind === 'inService').slice(0, -waitingMembers);
	const theirs = inService.filter(({ organisationId }) => organisationId === organisationClaimer.id).slice(0, 3);
	return [
		memberClaimer.id,
		...theirs.map(({ id }) => id),
		...inService.filter((one) => !theirs.includes(one)).map(({ id }) => id)
	];
}

/** What shows something and somebody has visited can have pictures. */
const isShown = ({ story, steps }: Tale): boolean =>
	story.scene !== undefined && steps.some(({ action }) => action === 'assess');

/** Hangs the pictures on the newest first. */
function illustrate(tales: readonly Tale[], shelf: Shelf): void {
	for (const { story } of tales.toSorted((a, b) => publishedAt(b) - publishedAt(a)))
		story.pictures = shelf.take(story.scene);
}

const partition = <T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] => [
	items.filter((item) => !is(item)),
	items.filter(is)
];

const publishedAt = ({ steps }: Tale): number => steps.find(({ action }) => action === 'publish')?.at.getTime() ?? 0;
