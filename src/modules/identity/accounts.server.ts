import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { NO_CENTRE } from '#kernel/ids.ts';
import { phoneIndex } from './phone.server.ts';
import { isRole, type HeldRole, type Role } from './roles.ts';

const PAGE = 50;

export interface AccountLine {
	id: string;
	name: string;
	username: string | null;
	hasPhone: boolean;
	twoFactor: boolean;
	/** When a session was last used, or the last sign-in; to a few minutes. */
	lastSeen: Date | null;
	/** Those of the centre, and those of the district, which hold in it too. */
	roles: HeldRole[];
}

/**
 * A page of the accounts with one of these roles in a centre, by name, and where the next one starts (give it as `after`).
 * `q` is a part of the name, or how the user name begins. The caller has checked that an administrator asks.
 */
export async function accountsIn(
	db: Db,
	centreId: string,
	{ roles, q = '', after }: { roles: readonly Role[]; q?: string | undefined; after?: string | undefined }
): Promise<{ accounts: AccountLine[]; next: string | null }> {
	const typed = q.trim().replace(/[\\%_]/g, '\\$&');
	const rows = await lines(db, centreId)
		.where('a.id', 'in', (query) =>
			query
				.selectFrom('identity.role_grant')
				.select('account_id')
				.where('revoked_at', 'is', null)
				.where('role', 'in', roles)
				.where((where) => where.or([where('centre_id', '=', centreId), where('centre_id', 'is', null)]))
		)
		.$if(typed !== '', (query) =>
			query.where((where) =>
				where.or([where('a.name', 'ilike', `%${typed}%`), where('a.username', 'ilike', `${typed}%`)])
			)
		)
		.$if(after !== undefined, (query) =>
			query.where(
				sql<boolean>`(a.name collate "C", a.id) > (select name collate "C", id from identity.account_holder where id = ${after})`
			)
		)
		.orderBy(sql`a.name collate "C"`)
		.orderBy('a.id')
		.limit(PAGE + 1)
		.execute();
	const accounts = rows.slice(0, PAGE).map(known);
	return { accounts, next: rows.length > PAGE ? (accounts.at(-1)?.id ?? null) : null };
}

/** Errors: Missing for an account without a role in this centre: it is none of the centre's business. */
export async function accountIn(db: Db, centreId: string, id: string): Promise<AccountLine> {
	const row = await lines(db, centreId).where('a.id', '=', id).executeTakeFirst();
	if (!row || row.roles.length === 0) throw new Missing('没有这个账号。');
	return known(row);
}

/** Who holds a role about each of these things: the sign-ins of members, the representatives of organisations. */
export async function holdersOf(
	db: Db,
	role: Role,
	scopeIds: readonly string[]
): Promise<Map<string, { id: string; name: string }[]>> {
	if (scopeIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('identity.role_grant as g')
		.innerJoin('identity.account_holder as a', 'a.id', 'g.account_id')
		.select(['g.scope_id', 'a.id', 'a.name'])
		.where('g.scope_id', 'in', scopeIds)
		.where('g.role', '=', role)
		.where('g.revoked_at', 'is', null)
		.orderBy('g.id')
		.execute();
	const holders = Map.groupBy(rows, (row) => row.scope_id);
	return new Map([...holders].map(([scope, held]) => [scope, held.map(({ id, name }) => ({ id, name }))]));
}

/** Every account that holds or held a role in a centre, or over all centres: whose security events its auditor reads. */
export async function accountIdsOf(db: Db, centreId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('identity.role_grant')
		.select('account_id')
		.distinct()
		.where((where) => where.or([where('centre_id', '=', centreId), where('centre_id', 'is', null)]))
		.execute();
	return rows.map((row) => row.account_id);
}

/** The account that signs in with this phone. */
export async function accountByPhone(db: Db, phone: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('identity.account_holder')
		.select('id')
		.where('phone_number', '=', phoneIndex(phone))
		.executeTakeFirst();
	return row?.id;
}

/** Every role an account holds, anywhere. */
export async function activeGrants(db: Db, accountId: string): Promise<HeldRole[]> {
	const rows = await db
		.selectFrom('identity.role_grant')
		.select(['role', 'centre_id as centreId', 'scope_id as scopeId'])
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
		.execute();
	return rows.map(({ role, ...grant }) => ({ ...grant, role: role as Role }));
}

interface Row extends Omit<AccountLine, 'roles'> {
	roles: { role: string; centreId: string | null; scopeId: string }[];
}

const known = ({ roles, ...row }: Row): AccountLine => ({
	...row,
	roles: roles.flatMap(({ role, ...grant }) => (isRole(role) ? [{ role, ...grant }] : []))
});

const lines = (db: Db, centreId: string) =>
	db
		.selectFrom('identity.account_holder as a')
		.select(['a.id', 'a.name', 'a.username'])
		.select([
			sql<boolean>`a.phone_sealed is not null`.as('hasPhone'),
			sql<boolean>`coalesce(a.two_factor_enabled, false)`.as('twoFactor'),
			sql<Date | null>`greatest(
				(select max(updated_at) from identity.session s where s.user_id = a.id),
				(select at from kernel.fact f where f.centre_id = ${NO_CENTRE} and f.subject_kind = 'account' and f.subject_id = a.id
					and f.action = 'account.signedIn' order by at desc, id desc limit 1)
			)`.as('lastSeen'),
			sql<Row['roles']>`coalesce((
				select json_agg(json_build_object('role', g.role, 'centreId', g.centre_id, 'scopeId', g.scope_id) order by g.id)
				from identity.role_grant g
				where g.account_id = a.id and g.revoked_at is null and (g.centre_id = ${centreId} or g.centre_id is null)
			), '[]')`.as('roles')
		]);
