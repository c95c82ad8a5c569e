import { sql } from 'kysely';
import { z } from 'zod';
import { accountOf, holds } from '#kernel/actor.ts';
import { command, type Listener, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, limitOf, startDeadline } from '#modules/deadlines/server.ts';
import { DecideProposal } from '../deciding.ts';
import { wishLifecycle, wishStates } from '../lifecycle.ts';
import { maySeeAll } from '../policy.ts';
import { CONTACT, contactWithin } from '../settings.ts';
import { act } from '../transitions.server.ts';
import { lockWish, type LockedWish } from './lock.server.ts';

/**
 * Proposes to the clerks that a claimer who was not in touch in time gives the place back. For the job that follows a clock
 * that ran out. Nothing when the claimer was in touch after all, gave the place back, or when it is proposed already.
 */
export const proposeRelease = command(
	'wishes.proposeRelease',
	z.object({ centreId: z.uuid(), claimId: z.uuid() }),
	async (work, { centreId, claimId }) => {
		const claim = await work.db
			.selectFrom('wishes.claim')
			.select('wish_id')
			.where('centre_id', '=', centreId)
			.where('id', '=', claimId)
			.executeTakeFirst();
		if (!claim) return;
		const wish = await lockWish(work.db, centreId, claim.wish_id);
		const held = wish.claims.find(({ id }) => id === claimId);
		if (!held || !wishLifecycle.states[wish.subject.state].on.release) return;
		const clock = (await deadlinesOf(work.db, centreId, [claimId], shanghaiDate(work.clock()))).get(claimId);
		if (clock?.rule !== CONTACT || clock.light !== 'red') return;
		const proposed = await work.db
			.insertInto('wishes.release_proposal')
			.values({ centre_id: centreId, id: newId(), claim_id: claimId, wish_id: wish.id, proposed_at: work.clock() })
			.onConflict((conflict) => conflict.columns(['centre_id', 'claim_id']).where('decided_at', 'is', null).doNothing())
			.executeTakeFirst();
		if (proposed.numInsertedOrUpdatedRows === 1n) await tell(work, wish, 'wish.releaseProposed', held.claimer);
	}
);

/** The place is given back: the claimer was not in touch. Errors: Missing, Refused, Conflict when it was decided meanwhile. */
export const releaseProposed = command(
	'wishes.releaseProposed',
	DecideProposal,
	async (work, { centreId, proposalId, reason }) => {
		const { wish, held } = await openProposal(work, centreId, proposalId);
		await act('release', work, { centreId, wishId: wish.id, claimer: held.claimer, reason });
	}
);

/** The claimer keeps the place, and the time to be in touch begins anew. Errors: as above. */
export const keepClaim = command('wishes.keepClaim', DecideProposal, async (work, { centreId, proposalId, reason }) => {
	const { wish, held } = await openProposal(work, centreId, proposalId);
	const limit = await limitOf(work.db, centreId, CONTACT, contactWithin, shanghaiDate(work.clock()));
	await startDeadline(work, { centreId, subject: { kind: 'claim', id: held.id }, rule: CONTACT, limit });
	await work.db
		.updateTable('wishes.release_proposal')
		.set({
			decided_at: work.clock(),
			decision: 'kept',
			decided_by: accountOf(work.actor),
			reason_sealed: seal(reason)
		})
		.where('centre_id', '=', centreId)
		.where('id', '=', proposalId)
		.execute();
	await tell(work, wish, 'wish.claimKept', held.claimer, reason);
});

/** The states in which no place can be given back any more. */
const SETTLED = wishStates.filter((state) => !wishLifecycle.states[state].on.release);

/** Listens to what is told of a wish, under its lock: a proposal whose question is answered is no question any more. */
export const settleProposals: Listener = async (work, { centreId, subject }) => {
	await sql`
		update wishes.release_proposal as p
		set decided_at = ${work.clock()}, decided_by = ${accountOf(work.actor)},
			decision = case when c.contacted_on is not null then 'contacted' when c.state = 'released' then 'released' else 'ended' end
		from wishes.claim as c, wishes.wish as w
		where p.centre_id = ${centreId} and p.wish_id = ${subject.id} and p.decided_at is null
			and c.centre_id = p.centre_id and c.id = p.claim_id and w.centre_id = p.centre_id and w.id = p.wish_id
			and (c.contacted_on is not null or c.state = 'released' or w.state = any(${SETTLED}))`.execute(work.db);
};

/** Locks the wish, then looks whether the proposal is still open: contact may have been recorded a moment ago. */
async function openProposal(work: Work, centreId: string, proposalId: string) {
	if (!maySeeAll(work.actor, centreId)) throw new Missing('没有这条建议。');
	if (!holds(work.actor, centreId, 'clerk')) throw new Refused('只有中心的工作人员可以决定要不要释放认领。');
	const find = () =>
		work.db
			.selectFrom('wishes.release_proposal')
			.select(['wish_id', 'claim_id', 'decided_at'])
			.where('centre_id', '=', centreId)
			.where('id', '=', proposalId)
			.executeTakeFirst();
	const proposal = await find();
	if (!proposal) throw new Missing('没有这条建议。');
	const wish = await lockWish(work.db, centreId, proposal.wish_id);
	const isOpen = (await find())?.decided_at === null;
	const held = wish.claims.find(({ id }) => id === proposal.claim_id);
	if (!isOpen || !held) throw new Conflict('这条建议刚刚已经有了结果，不用再决定。请刷新页面看最新情况。');
	return { wish, held };
}

const tell = (work: Work, { centreId, id }: LockedWish, action: string, claimer: object, note?: string) =>
	work.record({
		centreId,
		subject: { kind: 'wish', id },
		action,
		as: work.actor.kind === 'system' ? 'system' : 'clerk',
		channel: work.actor.kind === 'system' ? 'system' : 'online',
		data: { claimer },
		note: note ?? null
	});
