import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { personOf } from '#modules/people/server.ts';
import { isThemself } from '../policy.ts';

/** Tells whether a member is the one who acts, by their role or by the person their account is. */
export async function selfIn(
	{ db, actor }: Pick<Context, 'db' | 'actor'>,
	centreId: string
): Promise<(member: { memberId: string; personId: string }) => boolean> {
	const account = accountOf(actor);
	const personId = account === null ? undefined : await personOf(db, centreId, account);
	return (member) => isThemself(actor, centreId, member, personId);
}
