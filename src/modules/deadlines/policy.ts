import { holds, type Actor } from '#kernel/actor.ts';
import { mayManage } from '#modules/directory/index.ts';

/**
 * Whoever works for the centre and sees its matters may stop a clock, with a reason: not an administrator of the district,
 * who does not see the residents' matters.
 */
export const mayPauseDeadlines = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk', 'gridWorker', 'leader', 'administrator');

/** Which days the office works or rests, its administrator decides. */
export const mayDecideDays = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || mayManage(actor, centreId);
