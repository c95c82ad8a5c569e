import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { ConfirmRecognition, DismissRecognition, RevokeRecognition } from '../forms.ts';
import { recognitionLifecycle, type RecognitionAction, type RecognitionState } from '../lifecycle.ts';
import { spanOf } from '../period.ts';
import { maySeeRecords, rolesOn, type Served } from '../policy.ts';
import { doneOf } from '../queries/done.server.ts';
import { ruleById } from '../queries/rules.server.ts';
import { deserves, type Done } from '../recognition.ts';
import { taken, tell } from './step.server.ts';

const Place = z.object({ centreId: z.uuid(), recognitionId: z.uuid() });

/**
 * A person says yes, to what the rows still say now. Tells `recognition.confirmed`. Errors: Missing, Refused; Conflict also
 * when hours were voided since and the rule is not met any more.
 */
export const confirmRecognition = command(
	'records.confirmRecognition',
	ConfirmRecognition.extend(Place.shape),
	async (work, input) => {
		const locked = await lock(work, input, 'confirm');
		const rule = await ruleById(work.db, locked.centreId, locked.ruleId);
		const done = await doneOf(work.db, locked.centreId, locked.subject, spanOf(locked.period), rule?.fields ?? []);
		if (!rule || !deserves(rule, done)) throw new Conflict('时长后来有更正，现在不满足这条规则了。请选“不予表彰”。');
		return decide(work, locked, 'recognition.confirmed', { done });
	}
);

/** Tells `recognition.dismissed`. Errors: Missing, Refused, Conflict. */
export const dismissRecognition = command(
	'records.dismissRecognition',
	DismissRecognition.extend(Place.shape),
	async (work, input) => decide(work, await lock(work, input, 'dismiss'), 'recognition.dismissed')
);

/** Tells `recognition.revoked`. Errors: Missing, Refused, Conflict. */
export const revokeRecognition = command(
	'records.revokeRecognition',
	RevokeRecognition.extend(Place.shape),
	async (work, input) => decide(work, await lock(work, input, 'revoke'), 'recognition.revoked', { note: input.reason })
);

async function lock(work: Work, { centreId, recognitionId }: z.output<typeof Place>, action: RecognitionAction) {
	const row = maySeeRecords(work.actor, centreId)
		? await work.db
				.selectFrom('records.recognition')
				.select(['id', 'rule_id', 'member_id', 'organisation_id', 'period', 'state'])
				.where('centre_id', '=', centreId)
				.where('id', '=', recognitionId)
				.forUpdate()
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing('没有这项表彰。');
	const { to, as } = taken(
		recognitionLifecycle,
		row.state as RecognitionState,
		action,
		rolesOn(work.actor, { centreId })
	);
	const subject: Served = row.member_id
		? { kind: 'member', id: row.member_id }
		: { kind: 'organisation', id: row.organisation_id ?? '' };
	return { centreId, id: row.id, ruleId: row.rule_id, period: row.period, subject, to, as };
}

async function decide(
	work: Work,
	{ centreId, id, to, as }: Awaited<ReturnType<typeof lock>>,
	action: string,
	{ done, note }: { done?: Done; note?: string } = {}
): Promise<RecognitionState> {
	await work.db
		.updateTable('records.recognition')
		.set({ state: to, decided_at: work.clock(), decided_by: accountOf(work.actor), ...done })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
	await tell(work, { centreId, subject: { kind: 'recognition', id }, action, as, note });
	return to;
}
