import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { disclosuresOf, type Disclosure } from '#modules/people/server.ts';
import { shiftsOfMember } from '#modules/posts/server.ts';
import { callRows, NO_CALL, type CallRow } from '../commands/lock.server.ts';
import { memberIdsOf } from '../policy.ts';
import { callNamed, type CallDetail } from './calls.server.ts';

const MOST = 50;

export interface OwnCallLine extends Pick<
	CallRow,
	'id' | 'reference' | 'title' | 'urgency' | 'place' | 'startsAt' | 'endsAt' | 'state'
> {
	answer: 'yes' | 'no' | null;
}

/** The calls the actor was told of as a member, the newest first: the last 50. */
export async function ownCalls({ db, actor }: Context, centreId: string): Promise<OwnCallLine[]> {
	const own = memberIdsOf(actor, centreId);
	if (own.length === 0) return [];
	const rows = await callRows(db, centreId)
		.innerJoin('calls.told as t', (join) =>
			join.onRef('t.centre_id', '=', 'c.centre_id').onRef('t.call_id', '=', 'c.id')
		)
		.select('t.answer')
		.where('t.member_id', 'in', own)
		.orderBy('t.call_id', 'desc')
		.limit(MOST)
		.execute();
	return rows.map(({ id, reference, title, urgency, place, startsAt, endsAt, state, answer }) => ({
		...{ id, reference, title, urgency, place, startsAt, endsAt, state },
		answer: answer as OwnCallLine['answer']
	}));
}

export interface OwnCall {
	call: CallDetail;
	memberId: string;
	answer: 'yes' | 'no' | null;
	reason: string | null;
	/** A place, or a turn in the waiting list. */
	place: 'held' | 'waiting' | null;
	team: { id: string; name: string; leads: boolean; leader: string | null } | null;
	/** Who opened the member's phone for this call, newest first. */
	disclosures: Disclosure[];
}

/** A call for a member who was told of it. Errors: Missing. */
export async function ownCall({ db, actor }: Context, centreId: string, idOrReference: string): Promise<OwnCall> {
	const own = memberIdsOf(actor, centreId);
	if (own.length === 0) throw new Missing(NO_CALL);
	const call = await callNamed(db, centreId, idOrReference);
	const told = await db
		.selectFrom('calls.told as t')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 't.centre_id').onRef('m.id', '=', 't.member_id')
		)
		.select(['t.member_id as memberId', 't.answer', 't.reason_sealed', 'm.person_id'])
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', call.id)
		.where('t.member_id', 'in', own)
		.executeTakeFirst();
	if (!told) throw new Missing(NO_CALL);
	const shifts = await shiftsOfMember(db, centreId, told.memberId, { from: call.startsAt, to: call.endsAt });
	const place = shifts.find(({ id }) => id === call.shiftId)?.signUp;
	return {
		call,
		memberId: told.memberId,
		answer: told.answer as OwnCall['answer'],
		reason: openMaybe(told.reason_sealed),
		place: place === 'held' || place === 'waiting' ? place : null,
		team: await teamOf(db, centreId, call.id, told.memberId),
		disclosures: await disclosuresOf(db, centreId, told.person_id, { kind: 'call', id: call.id })
	};
}

/** Whether a member wants to be told of no calls. */
export async function refusesCalls(db: Db, centreId: string, memberId: string): Promise<boolean> {
	const row = await db
		.selectFrom('calls.preference')
		.select('off')
		.where('centre_id', '=', centreId)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row?.off ?? false;
}

async function teamOf(db: Db, centreId: string, callId: string, memberId: string): Promise<OwnCall['team']> {
	const row = await db
		.selectFrom('calls.team_member as tm')
		.innerJoin('calls.team as team', (join) =>
			join.onRef('team.centre_id', '=', 'tm.centre_id').onRef('team.id', '=', 'tm.team_id')
		)
		.leftJoin('calls.team_member as leader', (join) =>
			join
				.onRef('leader.centre_id', '=', 'tm.centre_id')
				.onRef('leader.team_id', '=', 'tm.team_id')
				.on('leader.leads', '=', true)
		)
		.leftJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'leader.centre_id').onRef('m.id', '=', 'leader.member_id')
		)
		.select(['team.id', 'team.name', 'tm.leads', 'm.alias as leader'])
		.where('tm.centre_id', '=', centreId)
		.where('tm.call_id', '=', callId)
		.where('tm.member_id', '=', memberId)
		.executeTakeFirst();
	return row ?? null;
}
