import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import type { ListName } from '../call.ts';
import type { CallRow } from '../commands/lock.server.ts';
import type { PeopleAsked } from '../forms.ts';
import { mayReadNames } from '../policy.ts';
import { atShift } from './counts.server.ts';

const PAGE = 50;

export interface PersonLine {
	memberId: string;
	alias: string;
	/** Only for those who see the roster. */
	name: string | null;
	skills: string[];
	community: string | null;
	team: string | null;
	leads: boolean;
	/** Null: nobody had told them. */
	toldAt: Date | null;
	reached: boolean | null;
	reminded: boolean;
	answer: 'yes' | 'no' | null;
	answeredAt: Date | null;
	answerWay: 'online' | 'phone' | null;
	reason: string | null;
}

/** One of the lists of a call, in pages. The caller has checked that the visitor sees the call. */
export async function peopleOf(
	{ db, actor }: Context,
	call: CallRow,
	{ list, community, team, after, limit = PAGE }: z.output<typeof PeopleAsked> & { limit?: number }
): Promise<{ people: PersonLine[]; next: string | null }> {
	const ids = isOfShift(list) ? (await atShift(db, call))[list] : null;
	const rows = await linesOf(db, call)
		.$if(ids !== null, (query) => query.where('m.id', '=', sql<string>`any(${ids}::uuid[])`))
		.$if(ids === null, (query) => query.where('t.member_id', 'is not', null))
		.$if(list === 'unreached', (query) => query.where('t.reached', '=', false))
		.$if(list === 'yes' || list === 'no', (query) => query.where('t.answer', '=', list))
		.$if(list === 'silent', (query) => query.where('t.answer', 'is', null))
		.$if(community !== undefined, (query) => query.where('r.community_id', '=', community ?? null))
		.$if(team !== undefined, (query) => query.where('tm.team_id', '=', team ?? null))
		.$if(after !== undefined, (query) => query.where('m.id', '>', after ?? ''))
		.orderBy('m.id')
		.limit(limit + 1)
		.execute();
	const page = rows.slice(0, limit);
	const names = mayReadNames(actor, call.centreId)
		? await namesOnRoster(
				db,
				call.centreId,
				page.map(({ personId }) => personId)
			)
		: undefined;
	return {
		people: page.map((row) => lineOf(row, names?.get(row.personId) ?? null)),
		next: rows.length > limit ? (page.at(-1)?.memberId ?? null) : null
	};
}

/** What one member has to do with the call; undefined for whoever was not told. */
export async function toldOf({ db, actor }: Context, call: CallRow, memberId: string): Promise<PersonLine | undefined> {
	const row = await linesOf(db, call)
		.where('m.id', '=', memberId)
		.where('t.member_id', 'is not', null)
		.executeTakeFirst();
	if (!row) return undefined;
	const names = mayReadNames(actor, call.centreId) ? await namesOnRoster(db, call.centreId, [row.personId]) : undefined;
	return lineOf(row, names?.get(row.personId) ?? null);
}

const isOfShift = (list: ListName): list is 'waiting' | 'came' | 'left' => ['waiting', 'came', 'left'].includes(list);

const linesOf = (db: Context['db'], { centreId, id }: CallRow) =>
	db
		.selectFrom('directory.member as m')
		.leftJoin('calls.told as t', (join) =>
			join.onRef('t.centre_id', '=', 'm.centre_id').onRef('t.member_id', '=', 'm.id').on('t.call_id', '=', id)
		)
		.leftJoin('checkins.member_check_in as r', (join) =>
			join.onRef('r.centre_id', '=', 't.centre_id').onRef('r.id', '=', 't.check_in_id')
		)
		.leftJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'r.centre_id').onRef('community.id', '=', 'r.community_id')
		)
		.leftJoin('calls.team_member as tm', (join) =>
			join
				.onRef('tm.centre_id', '=', 't.centre_id')
				.onRef('tm.call_id', '=', 't.call_id')
				.onRef('tm.member_id', '=', 't.member_id')
		)
		.leftJoin('calls.team as team', (join) =>
			join.onRef('team.centre_id', '=', 'tm.centre_id').onRef('team.id', '=', 'tm.team_id')
		)
		.select(['m.id as memberId', 'm.person_id as personId', 'm.alias', 'm.skills'])
		.select(['community.name as community', 'team.name as team', 'tm.leads'])
		.select(['t.told_at as toldAt', 't.reached', 't.reminded_at as remindedAt', 't.answer'])
		.select(['t.answered_at as answeredAt', 't.answer_way as answerWay', 't.reason_sealed as reasonSealed'])
		.where('m.centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof linesOf>['executeTakeFirstOrThrow']>>;

const lineOf = (row: Row, name: string | null): PersonLine => ({
	...{ memberId: row.memberId, alias: row.alias, name, skills: row.skills, community: row.community },
	...{ team: row.team, leads: row.leads ?? false, toldAt: row.toldAt, reached: row.reached },
	reminded: row.remindedAt !== null,
	answer: row.answer as PersonLine['answer'],
	answeredAt: row.answeredAt,
	answerWay: row.answerWay as PersonLine['answerWay'],
	reason: openMaybe(row.reasonSealed)
});
