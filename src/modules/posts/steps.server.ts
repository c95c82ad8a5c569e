import type { Context } from '#kernel/command.ts';
import { cancelPost, cancelShift } from './commands/cancel.server.ts';
import { changeShift } from './commands/change-shift.server.ts';
import { leaveShift } from './commands/leave.server.ts';
import { changePost, closePost, openPost } from './commands/post.server.ts';
import { setQuota } from './commands/quota.server.ts';
import { putOnRoster } from './commands/roster.server.ts';
import { planShifts } from './commands/shift.server.ts';
import { signUp } from './commands/sign-up-quickly.server.ts';
import { waitForPlace } from './commands/sign-up.server.ts';
import type { PostAction } from './lifecycle.ts';
import type { ShiftStep } from './transitions.ts';

type Act = (
	context: Context,
	input: Record<string, unknown>,
	submissionKey?: string
) => Promise<Record<string, unknown>>;

const onPost = { change: changePost, plan: planShifts, open: openPost, close: closePost, cancel: cancelPost };
const onShift = {
	signUp,
	wait: waitForPlace,
	leave: leaveShift,
	roster: putOnRoster,
	quota: setQuota,
	change: changeShift,
	cancel: cancelShift
};

/** The command behind a step, for whoever reads its input by the step's own schema: pages and the API. Errors: the command's. */
export const actOnPostStep = (
	step: PostAction,
	context: Context,
	input: Record<string, unknown> & { centreId: string; postId: string },
	submissionKey?: string
) => (onPost[step] as unknown as Act)(context, input, submissionKey);

export const actOnShiftStep = (
	step: ShiftStep,
	context: Context,
	input: Record<string, unknown> & { centreId: string; shiftId: string },
	submissionKey?: string
) => (onShift[step] as unknown as Act)(context, input, submissionKey);
