import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { NewShift, PlanShifts } from '../forms.ts';
import { daysOfSeries, momentAt, MOST_IN_SERIES } from '../series.ts';
import { actOnPost, channelOf } from './acting.server.ts';
import { keepNext, lockPost } from './lock.server.ts';

const Place = { centreId: z.uuid(), postId: z.uuid() };

/** One shift of a post. Errors: Invalid for times that do not fit; Missing, Refused, Conflict of the post. */
export const createShift = command(
	'posts.createShift',
	NewShift.extend(Place),
	async (work, { centreId, postId, ...shift }) => {
		const as = actOnPost(work, await lockPost(work.db, centreId, postId), 'plan');
		if (as !== 'system' && as !== 'clerk') mustBeAhead(work, shift.startsAt, 'startsAt');
		mustLast(shift, 'endsAt');
		const id = await insertShift(work, centreId, postId, shift);
		await keepNext(work, centreId, postId);
		await record(work, { centreId, id, postId, as, places: shift.places });
		return { id };
	}
);

/** The shifts of a post as a form asks for them, one or a series. Errors: as above. */
export const planShifts = command(
	'posts.planShifts',
	PlanShifts.extend(Place),
	async (work, { centreId, postId, from, to, places, place, ...series }) => {
		const as = actOnPost(work, await lockPost(work.db, centreId, postId), 'plan');
		if (series.every !== 'once' && series.until === undefined) throw at('until', '请填到哪一天为止');
		const days = daysOfSeries(series);
		if (days.length === 0) throw at('until', '这样一班也没有。请看看日期、结束的日子和跳过的日子。');
		if (days.length > MOST_IN_SERIES) throw at('until', `一次最多安排${MOST_IN_SERIES}班，请把结束的日子提前`);
		mustBeAhead(work, momentAt(days[0] as string, from), 'day');
		const ids: string[] = [];
		for (const day of days) {
			const times = { startsAt: momentAt(day, from), endsAt: momentAt(day, to) };
			mustLast(times, 'to');
			const id = await insertShift(work, centreId, postId, { ...times, places, place });
			await record(work, { centreId, id, postId, as, places });
			ids.push(id);
		}
		await keepNext(work, centreId, postId);
		return { ids };
	}
);

const at = (field: string, message: string) => new Invalid(message, [{ field, message }]);

/** Errors: Invalid. */
function mustBeAhead({ clock }: Work, startsAt: Date, field: string): void {
	if (startsAt <= clock()) throw at(field, '这个时间已经过了，请填以后的时间');
}

/** Errors: Invalid. */
export function mustLast({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, field: string): void {
	if (endsAt <= startsAt) throw at(field, '结束时间要晚于开始时间');
	if (endsAt.getTime() - startsAt.getTime() > 86_400_000) throw at(field, '一班最长24小时，请分成几班');
}

async function insertShift(
	work: Work,
	centreId: string,
	postId: string,
	{ startsAt, endsAt, places, place }: z.output<typeof NewShift>
): Promise<string> {
	const id = newId();
	await work.db
		.insertInto('posts.shift')
		.values({
			centre_id: centreId,
			id,
			post_id: postId,
			starts_at: startsAt,
			ends_at: endsAt,
			places,
			place,
			state: 'open',
			secret: randomBytes(32),
			created_at: work.clock()
		})
		.execute();
	return id;
}

const record = (
	work: Work,
	{
		centreId,
		id,
		postId,
		as,
		places
	}: { centreId: string; id: string; postId: string; as: 'system' | 'clerk' | 'leader' | 'organiser'; places: number }
) =>
	work.record({
		centreId,
		subject: { kind: 'shift', id },
		action: 'shift.created',
		as,
		channel: channelOf(as),
		data: { postId, places }
	});
