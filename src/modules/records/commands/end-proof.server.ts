import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { ReplaceProof, WithdrawProof } from '../forms.ts';
import { proofLifecycle, type ProofAction, type ProofState } from '../lifecycle.ts';
import { maySeeRecord, rolesOn } from '../policy.ts';
import { insertProof } from './issue-proof.server.ts';
import { taken, tell } from './step.server.ts';

const Place = z.object({ centreId: z.uuid(), proofId: z.uuid() });

/** A proof that should not have been given. The check page says so from now on. Tells `proof.withdrawn`. Errors: Missing, Refused, Conflict. */
export const withdrawProof = command(
	'records.withdrawProof',
	WithdrawProof.extend(Place.shape),
	async (work, input) => {
		const { centreId, id, as } = await locked(work, input, 'withdraw');
		await end(work, { centreId, id }, { state: 'withdrawn' });
		const subject = { kind: 'proof', id };
		await tell(work, { centreId, subject, action: 'proof.withdrawn', as, note: input.reason });
	}
);

/**
 * The same days anew, with what counts now; the old paper is void then. Returns the id of the new one. Tells
 * `proof.replaced` and `proof.issued`. Errors: Missing, Refused; Conflict also when no hours are left.
 */
export const replaceProof = command('records.replaceProof', ReplaceProof.extend(Place.shape), async (work, input) => {
	const { as, ...proof } = await locked(work, input, 'replace');
	const { centreId, memberId, span } = proof;
	const id = await insertProof(work, { centreId, memberId, span, as });
	await end(work, proof, { state: 'replaced', replaced_by: id });
	const subject = { kind: 'proof', id: proof.id };
	await tell(work, { centreId, subject, action: 'proof.replaced', as, data: { by: id } });
	return id;
});

async function locked(work: Work, { centreId, proofId }: z.output<typeof Place>, action: ProofAction) {
	const row = await work.db
		.selectFrom('records.proof')
		.select(['id', 'member_id', 'state', 'from_on', 'to_on'])
		.where('centre_id', '=', centreId)
		.where('id', '=', proofId)
		.forUpdate()
		.executeTakeFirst();
	if (!row || !maySeeRecord(work.actor, centreId, { kind: 'member', id: row.member_id }))
		throw new Missing('没有这份证明。');
	const roles = rolesOn(work.actor, { centreId, memberId: row.member_id });
	const { as } = taken(proofLifecycle, row.state as ProofState, action, roles);
	return { centreId, id: row.id, memberId: row.member_id, span: { from: row.from_on, to: row.to_on }, as };
}

const end = (
	work: Work,
	{ centreId, id }: { centreId: string; id: string },
	to: { state: ProofState; replaced_by?: string }
) =>
	work.db
		.updateTable('records.proof')
		.set({ ...to, ended_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
