import type { Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { keeperRoleOf } from '../policy.ts';

interface Kept {
	centreId: string;
	subject: { kind: string; id: string };
	action: string;
	data?: Record<string, unknown>;
}

/** Errors: Refused unless the actor keeps this centre's directory. */
export function mustKeep({ actor }: Work, centreId: string): void {
	if (!keeperRoleOf(actor, centreId)) throw new Refused('只有本中心的工作人员和管理员可以修改名录。');
}

/** Tells what was changed in the directory, by somebody who may. */
export async function recordKept(work: Work, { centreId, subject, action, data = {} }: Kept): Promise<void> {
	await work.record({ centreId, subject, action, ...keptBy(work, centreId), data });
}

/** In which role, and on which way, somebody changes the directory. */
export function keptBy({ actor }: Work, centreId: string): { as: string; channel: string } {
	const role = keeperRoleOf(actor, centreId) ?? actor.kind;
	return { as: role, channel: role === 'system' ? 'system' : 'online' };
}

export const UNIQUE = '23505';
export const FOREIGN = '23503';

/** A constraint the database found broken, told as a sentence. The transaction is lost with it, as with any error of a command. */
export const told = (code: typeof UNIQUE | typeof FOREIGN, instead: Error) => (error: unknown) => {
	throw error instanceof Error && 'code' in error && error.code === code ? instead : error;
};
