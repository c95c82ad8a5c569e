import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { RenewFeed } from '../forms.ts';
import { isMember } from '../policy.ts';

/**
 * A new address for a member's own calendar; the one before is void. Never with a submission key: its result, which is kept
 * nowhere, would be kept there. Errors: Refused for anybody else.
 */
export const renewFeed = command(
	'posts.renewFeed',
	RenewFeed.extend({ centreId: z.uuid() }),
	async (work, { centreId, memberId }) => {
		if (!isMember(work.actor, centreId, memberId)) throw new Refused('只能为自己订阅日历。');
		const token = randomBytes(24).toString('base64url');
		const values = { token_hash: hashOf(token), made_at: work.clock() };
		await work.db
			.insertInto('posts.feed')
			.values({ centre_id: centreId, member_id: memberId, ...values })
			.onConflict((conflict) => conflict.columns(['centre_id', 'member_id']).doUpdateSet(values))
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'member', id: memberId },
			action: 'member.feedRenewed',
			as: 'member',
			channel: 'online'
		});
		return { token };
	}
);

/** What the database keeps of a token: who reads the table cannot use it. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
