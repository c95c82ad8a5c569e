import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { openContact, type Contact } from '#modules/people/server.ts';
import { OpenContact } from '../forms.ts';
import { wishLifecycle } from '../lifecycle.ts';
import { mayOpenContact, mayWorkOn } from '../policy.ts';
import { lockWish } from './lock.server.ts';

/**
 * Shows name, phone and address of the person to whoever needs them now. Each opening is recorded, and the person can see it.
 * Never with a submission key: its result is personal and must not be kept. Errors: Missing, Refused.
 */
export const openWishContact = command(
	'wishes.openContact',
	OpenContact.extend({ centreId: z.uuid(), wishId: z.uuid() }),
	async (work, { centreId, wishId, reason }): Promise<Contact> => {
		const wish = await lockWish(work.db, centreId, wishId);
		const as = mayOpenContact(work.actor, wish.subject);
		if (!as && !mayWorkOn(work.actor, wish.subject)) throw new Missing('没有这个心愿，或者它已经撤下。');
		if (!as) throw new Refused('只有负责的工作人员和正在办理的认领人可以看联系方式。');
		return openContact(work, {
			centreId,
			personId: wish.personId,
			subject: { kind: 'wish', id: wishId },
			fields: ['name', 'phone', 'address'],
			as: wishLifecycle.roles[as],
			reason
		});
	}
);
