import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { openContact } from '#modules/people/server.ts';
import { OpenTeamContact } from '../forms.ts';
import { callLifecycle } from '../lifecycle.ts';
import { callerRoleOf, memberIdsOf } from '../policy.ts';
import { lockCall, NO_CALL } from './lock.server.ts';

/**
 * Name and phone of a member who was told: for the leader of the team they are in, and for staff who call. Written down, and
 * the member sees it. Never with a submission key: its result is personal and must not be kept.
 * Errors: Missing for everybody else; Conflict once the call is over.
 */
export const openTeamContact = command(
	'calls.openContact',
	OpenTeamContact.extend({ centreId: z.uuid(), callId: z.uuid() }),
	async (work, { centreId, callId, memberId, reason }) => {
		const call = await lockCall(work.db, centreId, callId, 'shared');
		const as = (await leads(work, centreId, callId, memberId))
			? '队长'
			: callLifecycle.roles[callerRoleOf(work.actor, centreId) ?? never()];
		if (call.state !== 'open') throw new Conflict('这次动员已经不在进行，不再打开联系方式。');
		const personId = await toldPerson(work, centreId, callId, memberId);
		const opening = { centreId, personId, subject: { kind: 'call', id: callId }, as, reason };
		const { name, phone } = await openContact(work, { ...opening, fields: ['name', 'phone'] });
		return { name, phone };
	}
);

const never = (): never => {
	throw new Missing(NO_CALL);
};

async function toldPerson({ db }: Work, centreId: string, callId: string, memberId: string): Promise<string> {
	const row = await db
		.selectFrom('calls.told as t')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 't.centre_id').onRef('m.id', '=', 't.member_id')
		)
		.select('m.person_id')
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', callId)
		.where('t.member_id', '=', memberId)
		.executeTakeFirst();
	return row?.person_id ?? never();
}

/** Whether the actor leads the team in which the member is. */
async function leads({ db, actor }: Work, centreId: string, callId: string, memberId: string): Promise<boolean> {
	const own = memberIdsOf(actor, centreId);
	if (own.length === 0) return false;
	const row = await db
		.selectFrom('calls.team_member as one')
		.innerJoin('calls.team_member as leader', (join) =>
			join.onRef('leader.centre_id', '=', 'one.centre_id').onRef('leader.team_id', '=', 'one.team_id')
		)
		.select('leader.member_id')
		.where('one.centre_id', '=', centreId)
		.where('one.call_id', '=', callId)
		.where('one.member_id', '=', memberId)
		.where('leader.leads', '=', true)
		.where('leader.member_id', 'in', own)
		.executeTakeFirst();
	return row !== undefined;
}
