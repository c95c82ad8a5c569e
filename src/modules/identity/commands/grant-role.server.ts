import type { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { GrantRole, RevokeRole } from '../forms.ts';
import { areSeparated, mayGrant } from '../policy.ts';
import { roles } from '../roles.ts';
import { recordSecurity } from '../security-facts.server.ts';
import { forgetAccount } from '../session.server.ts';

/** Gives an account a role. Giving it again changes nothing. Errors: Refused, Missing account, Conflict for roles that exclude each other. */
export const grantRole = command('identity.grantRole', GrantRole, (work, input) => addGrant(work, input));

/**
 * Takes a role away. Errors: Missing when the account does not hold it, Refused, Conflict for the last administrator of a scope.
 */
export const revokeRole = command('identity.revokeRole', RevokeRole, async (work, { accountId, role, scopeId }) => {
	// all holders of this role are locked, so that two administrators cannot remove each other
	const holders = await work.db
		.selectFrom('identity.role_grant')
		.select(['id', 'account_id', 'centre_id'])
		.where('scope_id', '=', scopeId)
		.where('role', '=', role)
		.where('revoked_at', 'is', null)
		.orderBy('id')
		.forUpdate()
		.execute();
	const held = holders.find((holder) => holder.account_id === accountId);
	if (!held) throw new Missing('这个账号没有这个身份。');
	if (!mayGrant(work.actor, { role, centreId: held.centre_id })) throw new Refused('只有管理员可以收回身份。');
	if (role === 'administrator' && holders.length === 1) throw new Conflict('这是最后一位管理员，请先指定另一位。');
	await work.db
		.updateTable('identity.role_grant')
		.set({ revoked_at: work.clock() })
		.where('id', '=', held.id)
		.execute();
	await recordSecurity(work, accountId, 'role.revoked', { role, centreId: held.centre_id, scopeId });
	forgetAccount(accountId);
});

export async function addGrant(
	work: Work,
	{ accountId, role, centreId, scopeId }: z.output<typeof GrantRole>
): Promise<void> {
	if (!mayGrant(work.actor, { role, centreId })) throw new Refused('只有管理员可以授予身份。');
	// the account's row is the lock for the set of its roles
	const account = await work.db
		.selectFrom('identity.account_holder')
		.select('id')
		.where('id', '=', accountId)
		.forUpdate()
		.executeTakeFirst();
	if (!account) throw new Missing('没有这个账号。');
	const held = await work.db
		.selectFrom('identity.role_grant')
		.select(['role', 'scope_id'])
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
		.execute();
	if (held.some((grant) => grant.role === role && grant.scope_id === scopeId)) return;
	if (
		!areSeparated(
			held.map((grant) => grant.role),
			role
		)
	)
		throw new Conflict(`${roles.administrator}和${roles.auditor}不能是同一个人。`);
	await work.db
		.insertInto('identity.role_grant')
		.values({
			id: newId(),
			account_id: accountId,
			role,
			centre_id: centreId,
			scope_id: scopeId,
			granted_by: accountOf(work.actor),
			granted_at: work.clock()
		})
		.execute();
	await recordSecurity(work, accountId, 'role.granted', { role, centreId, scopeId });
	forgetAccount(accountId);
}
