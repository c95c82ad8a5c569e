import type { Actor } from '#kernel/actor.ts';
import { workIn, type Context, type Work } from '#kernel/command.ts';
import { NO_CENTRE } from '#kernel/ids.ts';

/** What the log of security events knows. */
export type SecurityEvent =
	| 'account.created'
	| 'account.signedIn'
	| 'account.lockedOut'
	| 'account.signedOutEverywhere'
	| 'account.passwordChanged'
	| 'account.passwordReset'
	| 'account.twoFactorEnabled'
	| 'role.granted'
	| 'role.revoked';

/** Writes a security event of an account, in the transaction of the work. Data holds no personal detail. */
export const recordSecurity = (
	work: Work,
	accountId: string,
	action: SecurityEvent,
	data: Record<string, unknown> = {}
) =>
	work.record({
		centreId: NO_CENTRE,
		subject: { kind: 'account', id: accountId },
		action,
		as: work.actor.kind === 'account' && work.actor.accountId === accountId ? 'self' : roleOf(work.actor),
		channel: work.actor.kind === 'system' ? 'system' : 'online',
		data
	});

/** The same for what better-auth has already done in a transaction of its own. */
export const recordAfter = (
	context: Context,
	accountId: string,
	action: SecurityEvent,
	data?: Record<string, unknown>
) => context.db.transaction().execute((db) => recordSecurity(workIn(context, db), accountId, action, data));

const roleOf = (actor: Actor): string => (actor.kind === 'account' ? 'administrator' : actor.kind);
