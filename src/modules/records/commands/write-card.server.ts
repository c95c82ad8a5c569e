import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { seal } from '#kernel/secrets.ts';
import { memberById } from '#modules/directory/server.ts';
import { WriteCard } from '../forms.ts';
import { maySeeRecord, mayWriteRecords } from '../policy.ts';
import { tell } from './step.server.ts';

const Input = WriteCard.extend({ centreId: z.uuid(), memberId: z.uuid() });

/** What the community says of a member's service in a period; written anew it replaces what was there. Tells `serviceCard.written` on the member. Errors: Missing, Refused. */
export const writeCard = command('records.writeCard', Input, async (work, { centreId, memberId, period, remarks }) => {
	if (!maySeeRecord(work.actor, centreId, { kind: 'member', id: memberId })) throw new Missing('没有这位党员。');
	if (!mayWriteRecords(work.actor, centreId)) throw new Refused('评语由社区的工作人员写。');
	await memberById(work.db, centreId, memberId);
	const written = {
		remarks_sealed: seal(remarks),
		written_by: accountOf(work.actor),
		written_at: work.clock()
	};
	await work.db
		.insertInto('records.card')
		.values({ centre_id: centreId, member_id: memberId, period, ...written })
		.onConflict((conflict) => conflict.columns(['centre_id', 'member_id', 'period']).doUpdateSet(written))
		.execute();
	const subject = { kind: 'member', id: memberId };
	await tell(work, { centreId, subject, action: 'serviceCard.written', as: 'clerk', data: { period } });
});
