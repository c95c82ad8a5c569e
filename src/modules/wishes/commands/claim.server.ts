import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { Work } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { endDeadline, limitOf, startDeadline } from '#modules/deadlines/server.ts';
import { mustBeClaimer } from '#modules/directory/server.ts';
import type { WishRole } from '../lifecycle.ts';
import { claimersOf, isAmong } from '../policy.ts';
import { CONTACT, contactWithin } from '../settings.ts';
import type { Claimer } from '../wish.ts';
import { requireRoom } from './claim-limit.server.ts';
import { freeParts, takeParts } from './parts.server.ts';
import { transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * Takes one place for a member or an organisation. The first one leads. Claiming again is harmless only with the same submission key.
 * Errors: Refused for somebody else's name; Missing claimer; Conflict when they hold a place already, have too many in hand, or want a part another carries.
 */
export const takePlace = transition('claim', async (work, wish, { claimer, partIds, ...pledged }, roles) => {
	const as = roleFor(work, wish, claimer, roles);
	if (isAmong(wish.subject.claimers, claimer)) throw new Conflict('已经认领过这个心愿了，不用再认领。');
	await mustBeClaimer(work.db, wish.centreId, claimer);
	await requireRoom(work, wish, claimer, isAmong(claimersOf(work.actor, wish.centreId), claimer));
	const claimId = await insertClaim(work, wish, claimer, pledged);
	await takeParts(work, wish, claimId, partIds);
	const taken = wish.claims.length + 1;
	return {
		to: taken >= wish.places ? 'claimed' : 'partiallyClaimed',
		set: { claimed_count: taken },
		data: { claimer, claimed: taken, places: wish.places },
		result: { claimId, left: wish.places - taken },
		as
	};
});

/** Gives a place back; it can be taken again. The lead passes to whoever claimed next. Errors: Missing place, Refused. */
export const releaseClaim = transition('release', async (work, wish, { claimer, reason }, roles) => {
	const as = roleFor(work, wish, claimer, roles);
	const held = heldBy(wish, claimer);
	await freeParts(work, wish, [held.id]);
	await work.db
		.updateTable('wishes.claim')
		.set({ state: 'released', lead: false, released_at: work.clock() })
		.where('centre_id', '=', wish.centreId)
		.where('id', '=', held.id)
		.execute();
	await endDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id: held.id }, as: 'cancelled' });
	const left = wish.claims.filter(({ id }) => id !== held.id);
	const next = left[0];
	if (held.lead && next)
		await work.db
			.updateTable('wishes.claim')
			.set({ lead: true })
			.where('centre_id', '=', wish.centreId)
			.where('id', '=', next.id)
			.execute();
	return {
		to: left.length > 0 ? 'partiallyClaimed' : 'published',
		set: { claimed_count: left.length },
		data: { claimer, claimed: left.length, places: wish.places },
		note: reason,
		as
	};
});

/** A claimer has spoken to the person. */
export const recordContact = transition('contact', async (work, wish, { claimer, contactedOn, note }, roles) => {
	const as = roleFor(work, wish, claimer, roles);
	const held = heldBy(wish, claimer);
	requirePast(work, 'contactedOn', contactedOn);
	await work.db
		.updateTable('wishes.claim')
		.set({ contacted_on: contactedOn })
		.where('centre_id', '=', wish.centreId)
		.where('id', '=', held.id)
		.execute();
	await endDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id: held.id }, as: 'met' });
	return { to: wish.subject.state, data: { claimer, contactedOn }, note, as };
});

/** Errors: Invalid for a day that has not come yet. */
export function requirePast(work: Work, field: string, day: string): void {
	if (day > shanghaiDate(work.clock()))
		throw new Invalid('日期不能晚于今天', [{ field, message: '日期不能晚于今天，请改一下' }]);
}

/** Everybody acts for themself first; staff also record for others what they were told. Errors: Refused. */
export function roleFor(
	{ actor }: Work,
	{ centreId }: LockedWish,
	claimer: Claimer,
	roles: readonly WishRole[]
): WishRole {
	if (isAmong(claimersOf(actor, centreId), claimer)) return roles[0] as WishRole;
	if (roles.includes('clerk')) return 'clerk';
	throw new Refused('只能用自己的身份，或者您代表的单位来认领。');
}

/** Errors: Missing place. */
export function heldBy(wish: LockedWish, claimer: Claimer) {
	const held = wish.claims.find((claim) => isAmong([claim.claimer], claimer));
	if (!held) throw new Missing('没有这份认领，或者已经退出了。');
	return held;
}

interface Taken {
	pledge?: string | undefined;
	pledgeAmount?: number | undefined;
	pledgeBy?: string | undefined;
	/** A place that is passed on; else the lowest free one. */
	place?: number;
	lead?: boolean;
}

/** Whoever gave theirs back takes part again under the same row. */
export async function insertClaim(
	work: Work,
	wish: LockedWish,
	{ kind, id }: Claimer,
	{ pledge, pledgeAmount, pledgeBy, place, lead }: Taken
): Promise<string> {
	const taken = wish.claims.map(({ place }) => place);
	const values = {
		state: 'held',
		place: place ?? firstFree(wish.places, taken),
		wish_places: wish.places,
		lead: lead ?? wish.claims.length === 0,
		pledge: pledge ?? null,
		pledge_fen: pledgeAmount ?? null,
		pledge_by: pledgeBy ?? null,
		claimed_at: work.clock(),
		contacted_on: null,
		released_at: null
	};
	const column = kind === 'member' ? 'member_id' : 'organisation_id';
	const { id: claimId } = await work.db
		.insertInto('wishes.claim')
		.values({ centre_id: wish.centreId, id: newId(), wish_id: wish.id, claimer_kind: kind, [column]: id, ...values })
		.onConflict((conflict) =>
			conflict.columns(['centre_id', 'wish_id', column]).where(column, 'is not', null).doUpdateSet(values)
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	const limit = await limitOf(work.db, wish.centreId, CONTACT, contactWithin, shanghaiDate(work.clock()));
	await startDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id: claimId }, rule: CONTACT, limit });
	return claimId;
}

/** One beyond the last when all are taken: the database refuses it. */
const firstFree = (places: number, taken: readonly number[]): number =>
	Array.from({ length: places }, (_, at) => at + 1).find((place) => !taken.includes(place)) ?? places + 1;
