import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { skillsOf } from '#modules/directory/server.ts';
import { NO_POST, NO_SHIFT } from '../commands/lock.server.ts';
import { releasedBefore } from '../commands/room.server.ts';
import type { PostState, ShiftState } from '../lifecycle.ts';
import { freeOf, heldOf, waitingOf } from './free.server.ts';

export interface PostView {
	id: string;
	reference: string;
	title: string;
	field: { code: string; name: string };
	community: { id: string; name: string } | null;
	organisationId: string | null;
	/** The name of the organiser; null: the centre. */
	organiser: string | null;
	place: string;
	description: string;
	conditions: string | null;
	/** In words of a role, e.g. the social worker on duty: never a phone of somebody's own. */
	contact: string | null;
	skills: { code: string; name: string }[];
	skillsRequired: boolean;
	state: PostState;
	createdAt: Date;
}

/** Errors: Missing. Who may see it the caller checks: a draft is its organiser's. */
export async function postById(db: Db, centreId: string, id: string): Promise<PostView> {
	const row = isId(id)
		? await db
				.selectFrom('posts.post as p')
				.innerJoin('directory.service_field as f', (join) =>
					join.onRef('f.centre_id', '=', 'p.centre_id').onRef('f.code', '=', 'p.field')
				)
				.leftJoin('directory.community as m', (join) =>
					join.onRef('m.centre_id', '=', 'p.centre_id').onRef('m.id', '=', 'p.community_id')
				)
				.leftJoin('directory.organisation as o', (join) =>
					join.onRef('o.centre_id', '=', 'p.centre_id').onRef('o.id', '=', 'p.organisation_id')
				)
				.selectAll('p')
				.select(['f.name as field_name', 'm.name as community_name', 'o.name as organiser'])
				.where('p.centre_id', '=', centreId)
				.where('p.id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing(NO_POST);
	return {
		id: row.id,
		reference: row.reference,
		title: row.title,
		field: { code: row.field, name: row.field_name },
		community: row.community_id === null ? null : { id: row.community_id, name: row.community_name ?? '' },
		organisationId: row.organisation_id,
		organiser: row.organiser,
		place: row.place,
		description: row.description,
		conditions: row.conditions,
		contact: row.contact,
		skills: await named(db, centreId, row.skills),
		skillsRequired: row.skills_required,
		state: row.state as PostState,
		createdAt: row.created_at
	};
}

/** What everybody may see of it. Errors: Missing for a draft. */
export async function publicPost(db: Db, centreId: string, id: string): Promise<PostView> {
	const post = await postById(db, centreId, id);
	if (post.state === 'draft') throw new Missing(NO_POST);
	return post;
}

async function named(db: Db, centreId: string, codes: readonly string[]) {
	if (codes.length === 0) return [];
	const names = new Map((await skillsOf(db, centreId)).map(({ code, name }) => [code, name]));
	return codes.map((code) => ({ code, name: names.get(code) ?? code }));
}

export interface ShiftLine {
	id: string;
	startsAt: Date;
	endsAt: Date;
	/** Where another place than that of the post. */
	place: string | null;
	places: number;
	held: number;
	waiting: number;
	free: number;
	/** Kept for organisations. */
	kept: number;
	state: ShiftState;
	/** Why it was changed or cancelled. */
	note: string | null;
}

const MOST_SHOWN = 60;

/** The shifts of a post that are still to come, the next first; `past`: those that are over, the last first. At most 60. */
export async function shiftsOfPost(
	context: Pick<Context, 'db' | 'clock'>,
	centreId: string,
	postId: string,
	past = false
): Promise<ShiftLine[]> {
	const now = context.clock();
	return lines(context.db, centreId, await releasedBefore(context.db, centreId, now))
		.where('s.post_id', '=', postId)
		.where('s.ends_at', past ? '<=' : '>', now)
		.orderBy('s.starts_at', past ? 'desc' : 'asc')
		.orderBy('s.id')
		.limit(MOST_SHOWN)
		.execute();
}

/** One shift with its places. Errors: Missing. */
export async function shiftInPost(
	context: Pick<Context, 'db' | 'clock'>,
	centreId: string,
	shiftId: string
): Promise<ShiftLine> {
	const line = isId(shiftId)
		? await lines(context.db, centreId, await releasedBefore(context.db, centreId, context.clock()))
				.where('s.id', '=', shiftId)
				.executeTakeFirst()
		: undefined;
	if (!line) throw new Missing(NO_SHIFT);
	return line;
}

const lines = (db: Db, centreId: string, released: Date) =>
	db
		.selectFrom('posts.shift as s')
		.select([
			's.id',
			's.starts_at as startsAt',
			's.ends_at as endsAt',
			's.place',
			's.places',
			's.note',
			's.quota_places as kept',
			heldOf.as('held'),
			waitingOf.as('waiting'),
			freeOf(released).as('free'),
			sql<ShiftState>`s.state`.as('state')
		])
		.where('s.centre_id', '=', centreId);
