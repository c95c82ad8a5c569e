import { accountOf, type Actor } from '#kernel/actor.ts';
import type { Role } from './roles.ts';

/** An administrator of a centre gives its roles; one without a centre (of the district) gives any. The system may, for loaders. */
export const mayGrant = (actor: Actor, wanted: { role: Role; centreId: string | null }): boolean =>
	actor.kind === 'system' ||
	(actor.kind === 'account' &&
		actor.grants.some(
			(grant) =>
				grant.role === 'administrator' &&
				(grant.centreId === null || (wanted.centreId !== null && grant.centreId === wanted.centreId))
		));

export const isAdministrator = (actor: Actor): boolean =>
	actor.kind === 'account' && actor.grants.some((grant) => grant.role === 'administrator');

export const mayCreateAccount = (actor: Actor): boolean => actor.kind === 'system' || isAdministrator(actor);

/**
 * Whoever could give every role that an account holds may give it a new password: nobody gets at a wider power than their own.
 * One's own password is changed with the present one.
 */
export const mayResetPassword = (
	actor: Actor,
	of: { accountId: string; grants: readonly { role: Role; centreId: string | null }[] }
): boolean =>
	accountOf(actor) !== of.accountId && of.grants.length > 0 && of.grants.every((grant) => mayGrant(actor, grant));

/** Whoever administers may not be the one who audits it (等保: separated administrators). */
export const areSeparated = (held: readonly string[], wanted: Role): boolean =>
	!(wanted === 'auditor' && held.includes('administrator')) &&
	!(wanted === 'administrator' && held.includes('auditor'));
