import { randomBytes } from 'node:crypto';
import type { Db } from '#kernel/db.ts';
import { newId, newReference } from '#kernel/ids.ts';

/** Service that was attested: on a day, from an hour of the day on (Shanghai), so many minutes. */
export interface Service {
	centreId: string;
	memberId: string;
	day: string;
	hour?: number;
	minutes?: number;
	field?: string;
	/** On whose roster they came. */
	rosterOf?: string | null;
}

/** Writes attested hours with everything they hang on. Returns the id of the hours. */
export async function served(
	db: Db,
	{ centreId, memberId, day, hour = 9, minutes = 120, field = 'environment', rosterOf = null }: Service
): Promise<string> {
	const [post, shift, signUp, stay, hours] = [newId(), newId(), newId(), newId(), newId()];
	const startsAt = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
	const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
	const times = { starts_at: startsAt, ends_at: endsAt };
	const about = { centre_id: centreId, member_id: memberId, shift_id: shift };
	await db
		.insertInto('posts.post')
		.values({
			...{ centre_id: centreId, id: post, reference: newReference(), title: '清扫小公园', field, place: '小公园' },
			...{ description: '捡拾垃圾', state: 'open', created_at: startsAt }
		})
		.execute();
	await db
		.insertInto('posts.shift')
		.values({
			...{ centre_id: centreId, id: shift, post_id: post, ...times, places: 1, state: 'held' },
			...{ secret: randomBytes(32), created_at: startsAt }
		})
		.execute();
	await db
		.insertInto('posts.sign_up')
		.values({ ...about, id: signUp, state: 'held', place: 1, shift_places: 1, ...times, signed_up_at: startsAt })
		.execute();
	await db
		.insertInto('attendance.stay')
		.values({
			...{ ...about, id: stay, sign_up_id: signUp, attested: true },
			...{ came_at: startsAt, came_by: 'sheet', left_at: endsAt, left_by: 'sheet' }
		})
		.execute();
	await db
		.insertInto('attendance.hours')
		.values({
			...{ ...about, id: hours, stay_id: stay, post_id: post, organisation_id: rosterOf, field, ...times, minutes },
			...{ attested_by: newId(), attested_at: endsAt }
		})
		.execute();
	return hours;
}
