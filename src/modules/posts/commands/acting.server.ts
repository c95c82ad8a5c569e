import type { Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import {
	postLifecycle,
	shiftLifecycle,
	type PostAction,
	type PostRole,
	type ShiftAction,
	type ShiftRole
} from '../lifecycle.ts';
import { isMember, mayOrganise, rolesOnPost, rolesOnShift } from '../policy.ts';
import { NO_POST, NO_SHIFT, type LockedPost, type LockedShift } from './lock.server.ts';

/** In which role the actor takes a step with a post. Errors: Missing for what the actor may not know of; Refused; Conflict. */
export function actOnPost({ actor }: Work, post: LockedPost, action: PostAction): PostRole {
	const roles = rolesOnPost(actor, post);
	if (actor.kind === 'guest' && post.state !== 'draft') throw new Refused('请先登录。', 'signedOut');
	if (roles.length === 0 && post.state === 'draft') throw new Missing(NO_POST);
	return step(postLifecycle, post.state, action, roles).by.find((role) => roles.includes(role)) as PostRole;
}

/** In which role the actor takes a step with a shift, which may be about a member or somebody's roster. Errors: as above. */
export function actOnShift(
	{ actor, clock }: Work,
	shift: LockedShift,
	action: ShiftAction,
	about: { memberId?: string; rosterOf?: string | null } = {}
): ShiftRole {
	const roles = rolesOnShift(actor, shift, about);
	if (shift.postState === 'draft' && !mayOrganise(actor, shift)) throw new Missing(NO_SHIFT);
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	if (about.memberId !== undefined && roles.length === 0)
		throw new Refused('只能用自己的党员身份来办。替别人办，请联系工作人员。');
	const as = step(shiftLifecycle, shift.state, action, roles).by.find((role) => roles.includes(role)) as ShiftRole;
	if (as === 'member' || as === 'representative') requireTime(shift, clock(), action);
	return as;
}

/** Errors: Conflict when it is too late for the members themselves. */
function requireTime(shift: LockedShift, now: Date, action: ShiftAction): void {
	if (shift.startsAt <= now)
		throw new Conflict('这一班已经开始了，不能在网上办。请到现场找组织的人，或者联系工作人员。');
	if (action !== 'leave' && shift.postState !== 'open')
		throw new Conflict(`这个岗位现在是“${postLifecycle.states[shift.postState].label}”，不能报名。请看看别的岗位。`);
}

/** How a sentence for the actor begins: 您, or how the member is called when somebody acts for them. */
export const addressed = ({ actor }: Work, centreId: string, { id, alias }: { id: string; alias: string }): string =>
	isMember(actor, centreId, id) ? '您' : alias;

export const channelOf = (as: ShiftRole): string => (as === 'system' ? 'system' : 'online');
