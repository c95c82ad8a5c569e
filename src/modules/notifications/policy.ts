import type { Actor } from '#kernel/actor.ts';

/** Messages hold codes: only administrators read them, and only while no gateway sends them. */
export const mayReadOutbox = (actor: Actor): boolean => administrations(actor).length > 0;

/** An administrator of one centre does not read what another centre sends. */
export function centresRead(actor: Actor): 'all' | string[] {
	const centres = administrations(actor).map((grant) => grant.centreId);
	return centres.length === 0 || centres.includes(null) ? 'all' : centres.filter((centre) => centre !== null);
}

const administrations = (actor: Actor) =>
	actor.kind === 'account' ? actor.grants.filter((grant) => grant.role === 'administrator') : [];
