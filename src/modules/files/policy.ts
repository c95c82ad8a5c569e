import { accountOf, type Actor } from '#kernel/actor.ts';

/**
 * Whoever uploaded a picture attaches it, or the system. A guest's upload belongs to nobody: its id, which only the guest's
 * form knows, is the right to it, also after the guest has signed in.
 */
export const mayKeep = (actor: Actor, { uploadedBy }: { uploadedBy: string | null }): boolean =>
	actor.kind === 'system' || uploadedBy === null || uploadedBy === accountOf(actor);
