import { error } from '@sveltejs/kit';
import { holds } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { membersOf } from '#modules/directory/server.ts';
import { nameSearch, namesOnRoster } from '#modules/people/server.ts';
import {
	actionsOnPost,
	mayOrganise,
	maySeePosts,
	represents,
	shiftTime,
	type PostWork,
	type ShiftWork
} from '#modules/posts/index.ts';
import {
	postById,
	quotasOf,
	rosterEntries,
	shiftById,
	shiftInPost,
	shiftsOfPost,
	type PostView,
	type ShiftLine
} from '#modules/posts/server.ts';
import { refusedPage } from './known-errors.server.ts';

/** A post as its organiser, or the staff, work on it. The caller has checked that they may see it. */
export async function postWork(context: Context, centreId: string, postId: string) {
	const post = await postById(context.db, centreId, postId).catch(refusedPage);
	return { post, work: await workOf(context, centreId, post), submissionKey: newSubmissionKey() };
}

async function workOf(context: Context, centreId: string, post: PostView): Promise<PostWork> {
	const [shifts, past] = await Promise.all([
		shiftsOfPost(context, centreId, post.id),
		shiftsOfPost(context, centreId, post.id, true)
	]);
	const now = context.clock();
	const line = ({ id, places, held, free, waiting, kept, state, ...times }: ShiftLine) => ({
		...{ id, places, held, free, waiting, kept, state },
		when: shiftTime(times, now)
	});
	return {
		post: {
			id: post.id,
			reference: post.reference,
			title: post.title,
			field: post.field.name,
			community: post.community?.name ?? null,
			organiser: post.organiser,
			place: post.place,
			description: post.description,
			conditions: post.conditions,
			contact: post.contact,
			skills: post.skills.map(({ name }) => name),
			skillsRequired: post.skillsRequired,
			state: post.state
		},
		shifts: shifts.map(line),
		past: past.map(line),
		actions: actionsOnPost(context.actor, { centreId, organisationId: post.organisationId, state: post.state })
	};
}

/** A shift as its organiser, the staff or the representative of an organisation with a quota work on it; the caller has checked that they may. */
export async function shiftWork(
	context: Context,
	centreId: string,
	shiftId: string
): Promise<{ shift: ShiftWork; organises: boolean; organiser: string | null }> {
	const { db, actor } = context;
	const shift = (await shiftById(db, centreId, shiftId)) ?? error(404, '没有这一班。');
	const [line, entries, quotas, post] = await Promise.all([
		shiftInPost(context, centreId, shiftId),
		rosterEntries(db, centreId, shiftId),
		quotasOf(db, centreId, shiftId),
		postById(db, centreId, shift.postId)
	]);
	const organises = mayOrganise(actor, { centreId, organisationId: shift.organisationId });
	const seesNames = holds(actor, centreId, 'clerk', 'leader');
	const isOurs = (organisationId: string | null) => represents(actor, centreId, organisationId);
	const shown = entries.filter((entry) => organises || maySeePosts(actor, centreId) || isOurs(entry.organisationId));
	const named = shown.filter((entry) => seesNames || isOurs(entry.memberOf));
	const names = await namesOnRoster(
		db,
		centreId,
		named.map(({ personId }) => personId)
	);
	const mayChange = shift.state === 'open' ? organises : shift.state === 'held' && holds(actor, centreId, 'clerk');
	return {
		organises,
		organiser: post.organiser,
		shift: {
			id: shift.id,
			postId: shift.postId,
			title: shift.title,
			when: shiftTime(shift, context.clock()),
			place: shift.place,
			places: shift.places,
			free: line.free,
			state: shift.state,
			note: line.note,
			hasSkills: post.skills.length > 0,
			people: shown.map(({ memberId, personId, alias, unit, rosterOf, organisationId, state, skillsConfirmed }) => ({
				...{ memberId, unit, rosterOf, state, skillsConfirmed },
				name: names.get(personId) ?? alias,
				mayRemove: mayChange || (shift.state === 'open' && isOurs(organisationId) && shift.startsAt > context.clock())
			})),
			quotas: quotas.filter(({ organisationId }) => organises || isOurs(organisationId))
		}
	};
}

const MOST_FOUND = 30;

/** Active members with their names, by what is typed of them: for whoever may put them in a shift. */
export async function membersCalled(
	{ db }: Context,
	centreId: string,
	{ q, organisationId }: { q: string; organisationId?: string }
): Promise<{ id: string; name: string; unit: string | null }[]> {
	const { members } = await membersOf(db, centreId, {
		words: nameSearch(centreId, q),
		organisationId,
		active: true,
		limit: MOST_FOUND
	});
	const names = await namesOnRoster(
		db,
		centreId,
		members.map(({ personId }) => personId)
	);
	return members.map(({ id, personId, alias, organisationName }) => ({
		id,
		name: names.get(personId) ?? alias,
		unit: organisationName
	}));
}
