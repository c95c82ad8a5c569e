import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { memberById } from '#modules/directory/server.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import { IssueProof } from '../forms.ts';
import type { Span } from '../period.ts';
import { maySeeRecord, rolesOn } from '../policy.ts';
import { hashOf, nameMark, newCode } from '../proof-content.server.ts';
import { hoursIn, totalsOf } from '../queries/totals.server.ts';
import type { RecordRole } from '../lifecycle.ts';
import { tell } from './step.server.ts';

const Input = IssueProof.extend({ centreId: z.uuid(), memberId: z.uuid() });

/**
 * Proves what was attested of a member's service between two days, free and at once. Returns the id. Tells `proof.issued`.
 * Errors: Missing, Refused for whoever is neither the member nor a clerk; Invalid days; Conflict when nothing was attested.
 */
export const issueProof = command('records.issueProof', Input, async (work, { centreId, memberId, from, to }) => {
	const roles = rolesOn(work.actor, { centreId, memberId });
	const as = (['member', 'clerk'] as const).find((role) => roles.includes(role));
	if (!as && maySeeRecord(work.actor, centreId, { kind: 'member', id: memberId }))
		throw new Refused('证明由本人或者工作人员来开。');
	if (!as) throw new Missing('没有这位党员。');
	if (from > to) throw invalid('to', '结束的日期不能早于开始的日期');
	if (to > shanghaiDate(work.clock())) throw invalid('to', '还没有到的日子不能证明，请填今天或以前的日期');
	return insertProof(work, { centreId, memberId, span: { from, to }, as });
});

interface Wanted {
	centreId: string;
	memberId: string;
	span: Span;
	as: RecordRole;
}

/** Errors: Conflict when nothing was attested, or nobody knows the member's name. */
export async function insertProof(work: Work, { centreId, memberId, span, as }: Wanted): Promise<string> {
	const member = await memberById(work.db, centreId, memberId);
	const name = (await namesOnRoster(work.db, centreId, [member.personId])).get(member.personId);
	if (!name) throw new Conflict('名册上没有姓名，不能开证明。请先请工作人员补上姓名。');
	const hours = await hoursIn(work.db, centreId, span, { memberId }).select('h.id').execute();
	if (hours.length === 0)
		throw new Conflict('这段时间没有认定的服务时长，开不了证明。请换一段时间，或者等组织的人认定。');
	const { times, minutes, fields } = await totalsOf(work.db, centreId, span, { memberId });
	const [id, code, issuedAt, mark] = [newId(), newCode(), work.clock(), nameMark(name)];
	const hash = hashOf({ centreId, code, memberId, nameMark: mark, ...span, times, minutes, fields, issuedAt });
	await work.db
		.insertInto('records.proof')
		.values({
			centre_id: centreId,
			id,
			code,
			member_id: memberId,
			name_sealed: seal(name),
			name_index: mark,
			from_on: span.from,
			to_on: span.to,
			times,
			minutes,
			fields: JSON.stringify(fields),
			content_hash: hash,
			issued_at: issuedAt,
			issued_by: accountOf(work.actor),
			state: 'valid'
		})
		.execute();
	await work.db
		.insertInto('records.proof_hours')
		.values(hours.map((row) => ({ centre_id: centreId, proof_id: id, hours_id: row.id })))
		.execute();
	const data = { hash: hash.toString('hex'), ...span, times, minutes };
	await tell(work, { centreId, subject: { kind: 'proof', id }, action: 'proof.issued', as, data });
	return id;
}

const invalid = (field: string, message: string) => new Invalid(message, [{ field, message }]);
