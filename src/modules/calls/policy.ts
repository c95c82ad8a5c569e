import { grantsOf, holds, type Actor } from '#kernel/actor.ts';
import { mayKeep } from '#modules/directory/index.ts';
import type { CallRole } from './lifecycle.ts';

/** In which role somebody calls members; none when they may not. */
export const callerRoleOf = (actor: Actor, centreId: string): CallRole | undefined =>
	holds(actor, centreId, 'clerk') ? 'clerk' : holds(actor, centreId, 'leader') ? 'leader' : undefined;

/** Writes and sends calls, and sees who was told, who answered and who came: clerks and those who lead. */
export const mayCall = (actor: Actor, centreId: string): boolean => callerRoleOf(actor, centreId) !== undefined;

/** Sees the names of those on the lists; whoever only leads sees what they are called in public. */
export const mayReadNames = (actor: Actor, centreId: string): boolean =>
	mayCall(actor, centreId) && mayKeep(actor, centreId);

/** Who somebody is as a member of the centre. */
export const memberIdsOf = (actor: Actor, centreId: string): string[] =>
	grantsOf(actor, centreId, 'member').map(({ scopeId }) => scopeId);

/** Answers for this member: themself, or staff who were told by phone. */
export const mayAnswerFor = (actor: Actor, centreId: string, memberId: string): boolean =>
	memberIdsOf(actor, centreId).includes(memberId) || mayCall(actor, centreId);
