import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { attestHours, enterStays } from '#modules/attendance/server.ts';
import { addDays, days, shanghaiDate } from '#modules/deadlines/index.ts';
import { serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { createPost, createShift, openPost, signUp } from '#modules/posts/server.ts';
import type { Account } from './accounts.ts';
import { inLanes, inOne } from './batches.ts';
import { posts, type PostData } from './data/serving.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
/** How long before or after today the shifts of a post are, in weeks; spread over the days by the post. */
const WEEKS = [-11, -6, -2, 1, 2];

export interface Serving {
	place: Place;
	random: Random;
	now: Date;
	/** Members who have reported in, first those with accounts: they come to something of everything. */
	members: readonly string[];
	/** For one post in four: who organises it instead of the centre. */
	organiser: { account: Account; organisationId: string };
}

/** Codes of the centre's lists, by their names. */
export async function codesIn(db: Db, centreId: string) {
	const [fields, skills] = [await serviceFieldsOf(db, centreId), await skillsOf(db, centreId)];
	const codes = new Map([...fields, ...skills].map(({ code, name }) => [name, code]));
	return (name: string): string => codes.get(name) ?? name;
}

/** What people are looked for, and who came: each post with shifts that are over and shifts to come. */
export async function serve(db: Db, serving: Serving): Promise<void> {
	const codeOf = await codesIn(db, serving.place.centreId);
	let next = 1;
	/** Everybody comes to one shift at most, but for the first, who comes to the first shift of each post. */
	const crew = (size: number) => serving.members.slice(next, (next += size));
	const plans = posts.map((post, at) => ({
		...{ post, at },
		shifts: WEEKS.map((week, turn) => ({
			day: addDays(shanghaiDate(serving.now), days(week * 7 + at)),
			who: [
				...(turn === 0 || (turn === 3 && at === 0) ? serving.members.slice(0, 1) : []),
				...crew(week < 0 ? post.places - 1 : Math.max(1, (at + turn) % post.places))
			]
		}))
	}));
	await inLanes(plans, (plan) =>
		inOne(db, async (transaction) => {
			await holdPost(transaction, serving, codeOf, plan);
		})
	);
}

interface Plan {
	post: PostData;
	at: number;
	shifts: readonly { day: string; who: readonly string[] }[];
}

async function holdPost(db: Db, serving: Serving, codeOf: (name: string) => string, { post, at, shifts }: Plan) {
	const { place, now, organiser } = serving;
	const { centreId, communities, clerks } = place;
	const isTheirs = at % 4 === 3;
	const context = (clock: Date): Context => ({ db, actor: clerks[0], clock: clockAt(clock) });
	const begun = new Date(now.getTime() - 90 * 24 * HOUR);
	const { id: postId } = await createPost(isTheirs ? { ...context(begun), actor: organiser.account } : context(begun), {
		...{ centreId, title: post.title, description: post.text, place: post.place, field: codeOf(post.field) },
		skills: (post.skills ?? []).map(codeOf),
		communityId: communities[at % communities.length]?.id ?? null,
		organisationId: isTheirs ? organiser.organisationId : null,
		contact: isTheirs ? '单位的带队人' : '社区服务台'
	});
	await openPost(context(begun), { centreId, postId });
	for (const { day, who } of shifts) {
		const [from, to] = post.hours.map((hour) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`));
		if (!from || !to) continue;
		const planned = new Date(Math.min(from.getTime() - 72 * HOUR, now.getTime() - HOUR));
		const shift = { centreId, places: post.places, startsAt: from.toISOString(), endsAt: to.toISOString() };
		const { id: shiftId } = await createShift(context(planned), { ...shift, postId });
		for (const memberId of who) await signUp(context(planned), { centreId, shiftId, memberId });
		if (to < now) await hold(context, { centreId, shiftId, from, to, who });
	}
}

interface Held {
	centreId: string;
	shiftId: string;
	from: Date;
	to: Date;
	who: readonly string[];
}

/** Who came is written down at the desk, and attested when it is over; each sixth did not come. */
export async function hold(
	context: (clock: Date) => Context,
	{ centreId, shiftId, from, to, who }: Held
): Promise<string[]> {
	const came = who.filter((_, at) => at % 6 !== 5);
	if (came.length === 0) return [];
	const [cameAt, leftAt] = [from.toISOString(), to.toISOString()];
	await enterStays(context(new Date(to.getTime() + HOUR / 2)), {
		...{ centreId, shiftId, by: 'desk' },
		entries: came.map((memberId) => ({ memberId, cameAt, leftAt }))
	});
	await attestHours(context(new Date(to.getTime() + HOUR)), {
		...{ centreId, shiftId },
		rows: came.map((memberId) => ({ memberId, from: cameAt, to: leftAt }))
	});
	return came;
}
