import { command } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { CreateAccount } from '../forms.ts';
import { hashPassword } from '../password.server.ts';
import { phoneIndex } from '../phone.server.ts';
import { mayCreateAccount } from '../policy.ts';
import { recordSecurity } from '../security-facts.server.ts';
import { addGrant } from './grant-role.server.ts';

/**
 * Makes an account with a user name and password, with a phone, or both, and its first roles. Returns its id.
 * Errors: Refused unless an administrator (of the centres of the roles) or the system; Conflict when the name or phone has an account.
 * Call it without a submission key: its input holds a password.
 */
export const createAccount = command('identity.createAccount', CreateAccount, async (work, input) => {
	if (!mayCreateAccount(work.actor)) throw new Refused('只有管理员可以开账号。');
	const { name, username, password, phone, grants } = input;
	if ((username === undefined) !== (password === undefined)) throw new Invalid('用户名和密码要一起填');
	if (username === undefined && phone === undefined) throw new Invalid('用户名或手机号至少要填一项');
	const id = newId();
	const now = work.clock();
	const stamps = { created_at: now, updated_at: now };
	const inserted = await work.db
		.insertInto('identity.account_holder')
		.values({
			id,
			name,
			email: `${id}@account.invalid`,
			email_verified: false,
			username: username ?? null,
			display_username: username ?? null,
			phone_number: phone === undefined ? null : phoneIndex(phone),
			phone_number_verified: phone === undefined ? null : false,
			phone_sealed: phone === undefined ? null : seal(phone),
			two_factor_enabled: false,
			...stamps
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows === 0n) throw new Conflict('这个用户名或手机号已经有账号了。');
	if (password !== undefined)
		await work.db
			.insertInto('identity.account')
			.values({
				id: newId(),
				account_id: id,
				provider_id: 'credential',
				user_id: id,
				password: await hashPassword(password),
				...stamps
			})
			.execute();
	await recordSecurity(work, id, 'account.created', { way: work.actor.kind });
	for (const grant of grants) await addGrant(work, { accountId: id, ...grant });
	return id;
});
