/** A role held somewhere: a clerk of a centre, a member (scope is the member), a representative (scope is the organisation). */
export interface Grant {
	role: string;
	/** The centre the role belongs to; none for roles of a whole district or installation. */
	centreId: string | null;
	/** What the role is about: the centre, the grid, the member, the organisation, the district. */
	scopeId: string;
}

/** Who acts. A guest is a visitor without an account; the system acts in jobs. */
export type Actor =
	| { kind: 'guest' }
	| { kind: 'system'; name: string }
	| { kind: 'account'; accountId: string; name: string; grants: readonly Grant[] };

export const guest: Actor = { kind: 'guest' };
export const system = (name: string): Actor => ({ kind: 'system', name });

/** The grants of an actor in one centre, of one role. */
export const grantsOf = (actor: Actor, centreId: string, role: string): readonly Grant[] =>
	actor.kind === 'account' ? actor.grants.filter((grant) => grant.role === role && grant.centreId === centreId) : [];

export const holds = (actor: Actor, centreId: string, ...roles: string[]): boolean =>
	roles.some((role) => grantsOf(actor, centreId, role).length > 0);

export const accountOf = (actor: Actor): string | null => (actor.kind === 'account' ? actor.accountId : null);
