import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { mayKeep, staffRoleOf } from '#modules/directory/index.ts';
import { memberById } from '#modules/directory/server.ts';
import { openContact } from './open-contact.server.ts';

const OpenMember = z.object({
	centreId: z.uuid('没有这个中心'),
	memberId: z.uuid('没有这位党员'),
	reason: z
		.string('请写明为什么要查看')
		.trim()
		.min(2, '请写明为什么要查看')
		.max(200, '最多200个字')
		.meta({ title: '原因' })
});
export const OpenMemberContact = OpenMember.pick({ reason: true });

/** The name, number and address of a member, for those who keep the roster; it is written down. Errors: Missing; Invalid without a reason. */
export const openMemberContact = command('people.openMemberContact', OpenMember, async (work, input) => {
	const { centreId, memberId, reason } = input;
	if (!mayKeep(work.actor, centreId)) throw new Missing('没有这位党员。');
	const { personId } = await memberById(work.db, centreId, memberId);
	return openContact(work, {
		...{ centreId, personId, subject: { kind: 'member', id: memberId }, reason },
		fields: ['name', 'phone', 'address'],
		as: staffRoleOf(work.actor, centreId) ?? 'administrator'
	});
});
