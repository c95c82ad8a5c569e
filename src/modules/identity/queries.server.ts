import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Refused } from '#kernel/errors.ts';
import { deviceWords } from './device.ts';
import type { Role } from './roles.ts';

export interface SessionView {
	id: string;
	device: string;
	since: Date;
	lastSeen: Date;
}

/** What the person who is signed in may know of their own account. Errors: Refused when nobody is. */
export async function securityOf({ db, actor, clock }: Context) {
	const accountId = accountOf(actor);
	if (accountId === null) throw new Refused('请先登录。', 'signedOut');
	const account = await db
		.selectFrom('identity.account_holder')
		.leftJoin('identity.account', (join) =>
			join.onRef('identity.account.user_id', '=', 'identity.account_holder.id').on('provider_id', '=', 'credential')
		)
		.select(['username', 'two_factor_enabled', 'password'])
		.where('identity.account_holder.id', '=', accountId)
		.executeTakeFirstOrThrow();
	const sessions = await db
		.selectFrom('identity.session')
		.select(['id', 'user_agent', 'created_at', 'updated_at'])
		.where('user_id', '=', accountId)
		.where('expires_at', '>', clock())
		.orderBy('updated_at', 'desc')
		.limit(50)
		.execute();
	return {
		username: account.username,
		hasPassword: account.password !== null,
		twoFactor: account.two_factor_enabled === true,
		sessions: sessions.map((row): SessionView => ({
			id: row.id,
			device: deviceWords(row.user_agent ?? ''),
			since: row.created_at,
			lastSeen: row.updated_at
		}))
	};
}

/** The accounts that hold a role about something: whom to tell. */
export async function accountsWith(db: Db, scopeId: string, role: Role): Promise<string[]> {
	const rows = await db
		.selectFrom('identity.role_grant')
		.select('account_id')
		.where('scope_id', '=', scopeId)
		.where('role', '=', role)
		.where('revoked_at', 'is', null)
		.execute();
	return rows.map((row) => row.account_id);
}

/** The names of accounts, as colleagues see them. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('identity.account_holder').select(['id', 'name']).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, row.name]));
}
