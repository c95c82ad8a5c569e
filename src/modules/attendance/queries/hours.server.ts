import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';

/** Attested hours of one person at one shift that count. */
export interface Hours {
	id: string;
	shiftId: string;
	postTitle: string;
	/** The code of the field of service. */
	field: string;
	memberId: string;
	/** The organisation on whose roster they came; none who came by themself. */
	organisationId: string | null;
	communityId: string | null;
	startsAt: Date;
	endsAt: Date;
	/** At most as long as from startsAt to endsAt. */
	minutes: number;
	attestedAt: Date;
}

/** Which hours: those that begin from `from` on and before `to`. */
export interface HoursAsked {
	memberId?: string | undefined;
	organisationId?: string | undefined;
	from: Date;
	to: Date;
	/** As many as there are when left out. */
	limit?: number | undefined;
	/** The id of the last one of the page before. */
	after?: string | undefined;
}

/** Hours that count, newest first. */
export async function hoursOf(
	db: Db,
	centreId: string,
	{ memberId, organisationId, from, to, limit, after }: HoursAsked
): Promise<Hours[]> {
	const rows = await db
		.selectFrom('attendance.hours as h')
		.innerJoin('posts.post as p', (join) =>
			join.onRef('p.centre_id', '=', 'h.centre_id').onRef('p.id', '=', 'h.post_id')
		)
		.select([
			...(['h.id', 'h.shift_id', 'p.title', 'h.field', 'h.member_id', 'h.organisation_id', 'h.community_id'] as const),
			...(['h.starts_at', 'h.ends_at', 'h.minutes', 'h.attested_at'] as const)
		])
		.where('h.centre_id', '=', centreId)
		.where('h.voided_at', 'is', null)
		.where('h.starts_at', '>=', from)
		.where('h.starts_at', '<', to)
		.$if(memberId !== undefined, (query) => query.where('h.member_id', '=', memberId ?? ''))
		.$if(organisationId !== undefined, (query) => query.where('h.organisation_id', '=', organisationId ?? ''))
		.$if(isId(after), (query) =>
			query.where(
				sql<boolean>`(h.starts_at, h.id) < (select starts_at, id from attendance.hours where centre_id = ${centreId} and id = ${after})`
			)
		)
		.orderBy('h.starts_at', 'desc')
		.orderBy('h.id', 'desc')
		.$if(limit !== undefined, (query) => query.limit(limit ?? 0))
		.execute();
	return rows.map((row) => ({
		...{ id: row.id, shiftId: row.shift_id, postTitle: row.title, field: row.field, memberId: row.member_id },
		...{ organisationId: row.organisation_id, communityId: row.community_id },
		...{ startsAt: row.starts_at, endsAt: row.ends_at, minutes: row.minutes, attestedAt: row.attested_at }
	}));
}

/** What a member has attested already within a time, by its beginning. */
export async function hoursBetween(
	db: Db,
	centreId: string,
	memberId: string,
	{ from, to }: { from: Date; to: Date }
): Promise<{ from: Date; to: Date; title: string }[]> {
	const rows = await db
		.selectFrom('attendance.hours as h')
		.innerJoin('posts.post as p', (join) =>
			join.onRef('p.centre_id', '=', 'h.centre_id').onRef('p.id', '=', 'h.post_id')
		)
		.select(['h.starts_at', 'h.ends_at', 'p.title'])
		.where('h.centre_id', '=', centreId)
		.where('h.member_id', '=', memberId)
		.where('h.voided_at', 'is', null)
		.where(sql<boolean>`h.during && tstzrange(${from}, ${to})`)
		.orderBy('h.starts_at')
		.execute();
	return rows.map((row) => ({ from: row.starts_at, to: row.ends_at, title: row.title }));
}

/** Hours with whose they are, counting or void; undefined when there are none. */
export async function hoursById(db: Db, centreId: string, hoursId: string) {
	const row = isId(hoursId)
		? await db
				.selectFrom('attendance.hours as h')
				.innerJoin('directory.member as m', (join) =>
					join.onRef('m.centre_id', '=', 'h.centre_id').onRef('m.id', '=', 'h.member_id')
				)
				.select([
					...(['h.stay_id', 'h.shift_id', 'h.member_id', 'h.organisation_id', 'h.starts_at', 'h.ends_at'] as const),
					...(['h.minutes', 'h.voided_at', 'm.alias', 'm.person_id'] as const)
				])
				.where('h.centre_id', '=', centreId)
				.where('h.id', '=', hoursId)
				.executeTakeFirst()
		: undefined;
	return (
		row && {
			...{ stayId: row.stay_id, shiftId: row.shift_id, memberId: row.member_id, organisationId: row.organisation_id },
			...{ startsAt: row.starts_at, endsAt: row.ends_at, minutes: row.minutes, isVoid: row.voided_at !== null },
			...{ alias: row.alias, personId: row.person_id }
		}
	);
}
