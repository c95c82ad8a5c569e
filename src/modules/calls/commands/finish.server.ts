import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { cancelPost } from '#modules/posts/server.ts';
import { CancelCall, EndCall } from '../forms.ts';
import { silentOf } from '../queries/counts.server.ts';
import { keepStep, takeStep } from './step.server.ts';

const InCall = z.object({ centreId: z.uuid(), callId: z.uuid() });

/** Reminds those who have not answered; each is reminded once. Errors: Missing; Conflict when there is nobody. */
export const remindCall = command('calls.remind', InCall, async (work, { centreId, callId }) => {
	const step = await takeStep(work, { centreId, callId }, 'remind');
	if (step.call.startsAt <= work.clock()) throw new Conflict('已经开始了，不用再提醒了。');
	const silent = await silentOf(work.db, centreId, callId);
	if (silent === 0) throw new Conflict('大家都答复了，或者都提醒过了，不用再提醒。');
	await keepStep(work, step, 'call.reminded', { set: { reminded_at: work.clock() }, data: { silent } });
	await work.enqueue('remindOfCall', { centreId, callId });
	return { silent };
});

/** Ends a call that has begun, with thanks to those who said yes. Errors: Missing; Conflict before it has begun. */
export const endCall = command('calls.end', EndCall.extend(InCall.shape), async (work, { centreId, callId, words }) => {
	const step = await takeStep(work, { centreId, callId }, 'end');
	if (step.call.startsAt > work.clock()) throw new Conflict('还没有开始，不能结束。不办了，请用“取消”。');
	await keepStep(work, step, 'call.ended', { set: { over_at: work.clock(), closing_words: words } });
	await work.enqueue('tellCallIsOver', { centreId, callId });
});

/** Calls it off, before it has begun; whoever was told is told so. Errors: Missing; Conflict once it has begun. */
export const cancelCall = command(
	'calls.cancel',
	CancelCall.extend(InCall.shape),
	async (work, { centreId, callId, words }) => {
		const step = await takeStep(work, { centreId, callId }, 'cancel');
		const { call } = step;
		if (call.state === 'open' && call.startsAt <= work.clock())
			throw new Conflict('已经开始了，不能取消，请用“结束”。');
		if (call.postId !== null) await cancelPost(work, { centreId, postId: call.postId, reason: words });
		await keepStep(work, step, 'call.cancelled', { set: { over_at: work.clock(), closing_words: words } });
		if (call.state === 'open') await work.enqueue('tellCallIsOver', { centreId, callId });
	}
);
