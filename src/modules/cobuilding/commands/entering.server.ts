import type { Actor } from '#kernel/actor.ts';
import { Refused } from '#kernel/errors.ts';

/** Errors: Refused, with what to do for a guest. */
export function mustBeAllowed(may: (actor: Actor, centreId: string) => boolean, actor: Actor, centreId: string): void {
	if (may(actor, centreId)) return;
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	throw new Refused('您的身份不能办这件事，请找中心的工作人员。');
}
