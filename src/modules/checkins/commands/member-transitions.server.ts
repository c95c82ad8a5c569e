import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBePlace, setMembersActive } from '#modules/directory/server.ts';
import { memberCheckInLifecycle, type MemberAction, type MemberRole, type MemberState } from '../lifecycle.ts';
import { memberRoles } from '../policy.ts';
import { memberTransitions } from '../transitions.ts';
import { clockOf, endClock, startClocks } from './clocks.server.ts';
import { factOf, type Outcome } from './fact-of.ts';
import { grantMember } from './grant.server.ts';
import { lockMember, NO_CHECK_IN, type LockedMember } from './lock.server.ts';
import { openMembers } from './open-members.server.ts';

type Input<A extends MemberAction> = z.output<(typeof memberTransitions)[A]['schema']>;

export interface MemberDone {
	state: MemberState;
	/** After a transfer: the check-in that follows. */
	nextId?: string;
}

/** What each action writes besides the state. */
const acts: {
	[A in MemberAction]: (work: Work, checkIn: LockedMember, input: Input<A>, as: MemberRole) => Promise<Outcome>;
} = {
	accept: async (work, { subject }, { note }) => {
		const { centreId, memberId, memberAccountId: accountId } = subject;
		await setMembersActive(work, centreId, [memberId], true);
		if (accountId !== null) await grantMember(work, { centreId, memberId, accountId });
		return { set: { accepted_on: today(work), accepted_by: accountOf(work.actor) }, note };
	},
	decline: (work, _, { reason }) => done({ set: ended(work, reason), note: reason }),
	confirm: (work, _, { note }) => done({ set: { confirmed_on: today(work) }, note }),
	transfer: async (work, checkIn, { communityId, gridId, reason }, as) => {
		const { centreId, memberId } = checkIn.subject;
		await mustBePlace(work.db, centreId, { communityId, gridId });
		if (communityId === checkIn.communityId) throw new Conflict('已经在这个社区报到了，请选别的社区。');
		const [next] = await openMembers(work, centreId, [{ memberId, communityId, gridId }], {
			...{ channel: as === 'member' ? 'online' : 'window', as, state: 'active' }
		});
		if (!next?.isNew) throw new Conflict('在那个社区已经有报到了，不用转。这一份可以“退出报到”。');
		return {
			set: { ...ended(work, reason), moved_to_id: next.id },
			data: { communityId, nextId: next.id },
			note: reason,
			result: { nextId: next.id }
		};
	},
	withdraw: (work, _, { reason }) => done({ set: ended(work, reason), note: reason })
};

const done = (outcome: Outcome) => Promise.resolve(outcome);
const today = (work: Work) => shanghaiDate(work.clock());
const ended = (work: Work, reason: string) => ({ ended_on: today(work), reason_sealed: seal(reason) });

const Place = { centreId: z.uuid(), checkInId: z.uuid('没有这份报到。') };

/**
 * Load for update → authorise → transition → write → record. A transfer ends this check-in and opens the next in one step.
 * Errors: Invalid; Missing for whoever may not know of it; Refused; Conflict when the state does not know the action.
 */
export const actOnMember = <A extends MemberAction>(
	action: A,
	context: Context,
	input: { centreId: string; checkInId: string } & Record<string, unknown>,
	submissionKey?: string
): Promise<MemberDone> => {
	const schema = z.object({ ...memberTransitions[action].schema.shape, ...Place });
	const run = command(`checkIns.member.${action}`, schema, async (work, typed) => {
		const checkIn = await lockMember(work.db, typed.centreId, typed.checkInId);
		const roles = memberRoles(work.actor, checkIn.subject);
		if (roles.length === 0) throw new Missing(NO_CHECK_IN);
		const { to, by } = step(memberCheckInLifecycle, checkIn.subject.state, action, roles);
		const as = by.find((role: MemberRole) => roles.includes(role)) ?? 'clerk';
		const outcome = await acts[action](work, checkIn, typed as Input<A>, as);
		const state = to[0] as MemberState;
		await write(work, checkIn, state, outcome);
		await work.record({
			centreId: typed.centreId,
			subject: { kind: 'memberCheckIn', id: checkIn.id },
			action: factOf[action],
			as,
			channel: as === 'system' ? 'system' : 'online',
			data: { ...outcome.data, from: checkIn.subject.state, to: state },
			note: outcome.note ?? null
		});
		return { state, ...outcome.result };
	});
	return run(context, input as z.input<typeof schema>, submissionKey);
};

async function write(work: Work, { id, subject }: LockedMember, state: MemberState, { set = {} }: Outcome) {
	await work.db
		.updateTable('checkins.member_check_in')
		.set({ state, ...set })
		.where('centre_id', '=', subject.centreId)
		.where('id', '=', id)
		.execute();
	const rule = clockOf(state);
	if (rule) await startClocks(work, { centreId: subject.centreId, of: 'member', ids: [id], rule });
	else await endClock(work, subject.centreId, 'member', id);
}
