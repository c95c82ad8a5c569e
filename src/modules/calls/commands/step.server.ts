import type { Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import { callLifecycle, type CallAction, type CallRole, type CallState } from '../lifecycle.ts';
import { callerRoleOf } from '../policy.ts';
import { lockCall, NO_CALL, type CallRow } from './lock.server.ts';

export interface StepOf {
	call: CallRow;
	as: CallRole;
	to: CallState;
}

/**
 * Load for update → authorise → transition. Errors: Missing for whoever has no part in the calls of the centre; Conflict when
 * the state does not know the action.
 */
export async function takeStep(
	work: Work,
	{ centreId, callId }: { centreId: string; callId: string },
	action: CallAction
): Promise<StepOf> {
	const as = callerRoleOf(work.actor, centreId);
	if (!as) throw new Missing(NO_CALL);
	const call = await lockCall(work.db, centreId, callId, 'alone');
	const { to } = step(callLifecycle, call.state, action, [as]);
	return { call, as, to: to[0] ?? call.state };
}

/** Writes the state and what changes with it, and tells the fact. */
export async function keepStep(
	work: Work,
	{ call, as, to }: StepOf,
	action: string,
	{ set = {}, data = {} }: { set?: Record<string, unknown>; data?: Record<string, unknown> } = {}
): Promise<void> {
	await work.db
		.updateTable('calls.call')
		.set({ state: to, ...set })
		.where('centre_id', '=', call.centreId)
		.where('id', '=', call.id)
		.execute();
	await work.record({
		centreId: call.centreId,
		subject: { kind: 'call', id: call.id },
		action,
		as,
		channel: 'online',
		data
	});
}
