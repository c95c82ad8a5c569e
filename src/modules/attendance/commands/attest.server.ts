import { sql } from 'kysely';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import type { Shift } from '#modules/posts/index.ts';
import { AttestHours } from '../forms.ts';
import { wholeMinutes } from '../moment.ts';
import { attestable, type Attestable } from '../queries/attestable.server.ts';
import { hoursBetween } from '../queries/hours.server.ts';
import { openTimes, rulesFor } from '../queries/rules.server.ts';
import { selfIn } from '../queries/self.server.ts';
import { freeParts } from '../stay.ts';
import { issuesIn, rowOf, type Row } from './attest-rules.ts';
import { lockMembers } from './lock.server.ts';
import { organisedShift } from './organised.server.ts';

/** Hours that would count twice: what is taken and by which post, and what is still free. Times are ISO 8601. */
export interface Clash {
	memberId: string;
	taken: { from: string; to: string; title: string }[];
	free: { from: string; to: string }[];
}

export interface Attested {
	attested: { memberId: string; hoursId: string; minutes: number }[];
	clashes: Clash[];
}

/**
 * The organiser attests the hours of those who came, never their own. What is attested already with the same times is answered
 * as done; what would count twice is not written but told, with the part that is free. Issues name their fields as `from_<member>`.
 * Errors: Invalid; Missing and Refused for whoever does not run the shift or is the member; Conflict for a cancelled shift.
 */
export const attestHours = command(
	'attendance.attest',
	AttestHours.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, ...input }): Promise<Attested> => {
		const rows = input.rows.map(rowOf);
		const { shift, as } = await organisedShift(work, centreId, shiftId);
		const account = accountOf(work.actor);
		if (account === null) throw new Refused('时长要由负责人用自己的账号认定。');
		if (shift.state === 'cancelled') throw new Conflict('这个班次已经取消，没有时长可以认定。');
		await lockMembers(
			work,
			centreId,
			rows.map(({ memberId }) => memberId)
		);
		const people = await attestable(work.db, centreId, shift, rows);
		await mustBeOthers(work, centreId, people);
		const limits = { ...openTimes(shift, await rulesFor(work.db, centreId, shift)), now: work.clock() };
		const issues = rows.flatMap((row) => issuesIn(row, people.get(row.memberId), shift, limits));
		if (issues.length > 0) throw new Invalid(issues.map(({ message }) => message).join('；'), issues);
		const result: Attested = { attested: [], clashes: [] };
		for (const row of rows) {
			const person = people.get(row.memberId) as Attestable;
			const clash = person.hours ? undefined : await clashOf(work, centreId, row);
			if (clash) result.clashes.push(clash);
			else result.attested.push(await write(work, { centreId, shift, as, account }, person, row));
		}
		return result;
	}
);

/** Four eyes. Errors: Refused. */
async function mustBeOthers(work: Work, centreId: string, people: ReadonlyMap<string, Attestable>): Promise<void> {
	const isSelf = await selfIn(work, centreId);
	if ([...people.values()].some(isSelf))
		throw new Refused('自己的时长不能自己认定，请另一位负责人或者工作人员来认定。');
}

async function clashOf({ db }: Work, centreId: string, { memberId, from, to }: Row): Promise<Clash | undefined> {
	const taken = await hoursBetween(db, centreId, memberId, { from, to });
	if (taken.length === 0) return undefined;
	const text = (part: { from: Date; to: Date }) => ({ from: part.from.toISOString(), to: part.to.toISOString() });
	return {
		memberId,
		taken: taken.map((one) => ({ ...text(one), title: one.title })),
		free: freeParts({ from, to }, taken).map(text)
	};
}

interface Attesting {
	centreId: string;
	shift: Shift;
	as: string;
	account: string;
}

async function write(work: Work, { centreId, shift, as, account }: Attesting, person: Attestable, row: Row) {
	const minutes = row.minutes ?? wholeMinutes(row.from, row.to);
	if (person.hours) return { memberId: row.memberId, hoursId: person.hours.id, minutes };
	const hoursId = newId();
	await work.db
		.insertInto('attendance.hours')
		.values({
			...{ centre_id: centreId, id: hoursId, stay_id: person.stayId, shift_id: shift.id, member_id: row.memberId },
			...{ post_id: shift.postId, organisation_id: person.organisationId, community_id: shift.communityId },
			...{ field: shift.field, starts_at: row.from, ends_at: row.to, minutes },
			reason_sealed: row.reason === undefined ? null : seal(row.reason),
			...{ attested_by: account, attested_at: work.clock() }
		})
		.execute();
	await markAttested(work, centreId, person.stayId, true);
	await work.record({
		...{ centreId, subject: { kind: 'shift', id: shift.id }, action: 'hours.attested', as, channel: 'online' },
		data: {
			...{ hoursId, memberId: row.memberId, organisationId: person.organisationId, minutes },
			...{ from: row.from.toISOString(), to: row.to.toISOString() }
		},
		note: row.reason ?? null
	});
	return { memberId: row.memberId, hoursId, minutes };
}

export const markAttested = ({ db }: Work, centreId: string, stayId: string, attested: boolean) =>
	sql`update attendance.stay set attested = ${attested} where centre_id = ${centreId} and id = ${stayId}`.execute(db);
