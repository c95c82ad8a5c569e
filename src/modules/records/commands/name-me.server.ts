import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { memberById } from '#modules/directory/server.ts';
import { giveConsent, withdrawConsent } from '#modules/people/server.ts';
import { NameMe } from '../forms.ts';
import { rolesOn, maySeeRecord } from '../policy.ts';
import { NAMED, namedWording } from '../naming.ts';

const Input = NameMe.extend({ centreId: z.uuid(), memberId: z.uuid() });

/**
 * The member agrees to be thanked publicly by their alias, or takes it back; a clerk writes down what was signed on paper.
 * Tells `consent.given` or `consent.withdrawn` on the member. Errors: Missing, Refused.
 */
export const nameMe = command('records.nameMe', Input, async (work, { centreId, memberId, agreed }) => {
	if (!maySeeRecord(work.actor, centreId, { kind: 'member', id: memberId })) throw new Missing('没有这位党员。');
	const roles = rolesOn(work.actor, { centreId, memberId });
	const way = roles.includes('member') ? 'online' : roles.includes('clerk') ? 'paper' : undefined;
	if (!way) throw new Refused('是否公开由本人决定。');
	const { personId } = await memberById(work.db, centreId, memberId);
	const consent = { centreId, personId, purpose: NAMED, subjectId: memberId };
	if (!agreed) return withdrawConsent(work, { ...consent, way });
	await giveConsent(work, { ...consent, way, wording: namedWording });
	const { id } = await work.db
		.selectFrom('people.consent')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('person_id', '=', personId)
		.where('purpose', '=', NAMED)
		.where('subject_id', '=', memberId)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirstOrThrow();
	await work.db
		.insertInto('records.named')
		.values({ centre_id: centreId, member_id: memberId, consent_id: id })
		.onConflict((conflict) => conflict.columns(['centre_id', 'member_id']).doUpdateSet({ consent_id: id }))
		.execute();
});
