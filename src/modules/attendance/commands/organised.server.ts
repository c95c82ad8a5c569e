import type { Context } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import type { Shift } from '#modules/posts/index.ts';
import { organiserRoleOf } from '../policy.ts';
import { attendedShift } from '../queries/rules.server.ts';

/** A shift, for whoever runs it, and in which role they do. Errors: Refused for a guest; Missing for everybody else. */
export async function organisedShift(
	{ db, actor }: Pick<Context, 'db' | 'actor'>,
	centreId: string,
	shiftId: string
): Promise<{ shift: Shift; as: string }> {
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const shift = await attendedShift(db, centreId, shiftId);
	const as = organiserRoleOf(actor, { centreId, organisationId: shift.organisationId });
	if (as === undefined) throw new Missing('没有这个班次，或者它不归您管。');
	return { shift, as };
}
