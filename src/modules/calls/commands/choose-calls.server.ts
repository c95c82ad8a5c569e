import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { memberById } from '#modules/directory/server.ts';
import { ChooseCalls } from '../forms.ts';
import { mayAnswerFor, memberIdsOf } from '../policy.ts';

/**
 * A member wants no more calls, or wants them again; staff write it down for them. Reporting in is the ground on which members
 * are told of calls. Errors: Missing for whoever is not the member.
 */
export const chooseCalls = command(
	'calls.choose',
	ChooseCalls.extend({ centreId: z.uuid(), memberId: z.uuid() }),
	async (work, { centreId, memberId, off }) => {
		if (!mayAnswerFor(work.actor, centreId, memberId)) throw new Missing('没有这位党员。');
		await memberById(work.db, centreId, memberId);
		const chosen = { off, changed_at: work.clock(), changed_by: accountOf(work.actor) };
		await work.db
			.insertInto('calls.preference')
			.values({ centre_id: centreId, member_id: memberId, ...chosen })
			.onConflict((conflict) => conflict.columns(['centre_id', 'member_id']).doUpdateSet(chosen))
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'member', id: memberId },
			action: off ? 'calls.refused' : 'calls.wanted',
			as: memberIdsOf(work.actor, centreId).includes(memberId) ? 'member' : 'clerk',
			channel: 'online'
		});
		return { off };
	}
);
