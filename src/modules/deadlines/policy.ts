import type { Actor } from '#kernel/actor.ts';
import { isStaff, mayManage } from '#modules/directory/index.ts';

/** Whoever works for the centre may stop a clock, with a reason. */
export const mayPauseDeadlines = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || isStaff(actor, centreId);

/** Which days the office works or rests, its administrator decides. */
export const mayDecideDays = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || mayManage(actor, centreId);
