import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { openContact } from '#modules/people/server.ts';
import { OpenContact } from '../forms.ts';
import { mayHandleCheckIns } from '../policy.ts';
import { lockMember, lockOrganisation } from './lock.server.ts';

/**
 * Shows a clerk the phone of a member, or of an organisation's contact, to ask them; each time is written down.
 * Errors: Missing, Refused unless a clerk or an administrator, Invalid without a reason.
 */
export const openCheckInContact = command(
	'checkIns.openContact',
	OpenContact.extend({ centreId: z.uuid(), checkInId: z.uuid(), of: z.enum(['organisation', 'member']) }),
	async (work, { centreId, checkInId, of, reason }) => {
		if (!mayHandleCheckIns(work.actor, centreId)) {
			if (work.actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
			throw new Missing('没有这份报到。');
		}
		const personId =
			of === 'member'
				? (await lockMember(work.db, centreId, checkInId)).personId
				: (await lockOrganisation(work.db, centreId, checkInId)).contactId;
		const subject = { kind: of === 'member' ? 'memberCheckIn' : 'organisationCheckIn', id: checkInId };
		const { name, phone } = await openContact(work, {
			...{ centreId, personId, subject, reason, as: 'clerk' },
			fields: ['name', 'phone']
		});
		return { name, phone };
	}
);
