import { sql } from 'kysely';
import { guest, type Actor, type Grant } from '#kernel/actor.ts';
import { systemClock, type Clock } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { sessionToken } from './cookies.server.ts';
import { idleMinutesOf } from './roles.ts';

/** Who stands behind a request. */
export interface Presence {
	actor: Actor;
	sessionId?: string;
	accountName?: string;
	/** An administrator without a second factor: may do nothing but set one up at /my/security/two-factor. */
	needsTwoFactor: boolean;
}

const nobody: Presence = { actor: guest, needsTwoFactor: false };

/**
 * The actor of a request, from its session cookie or bearer token: one indexed query, remembered for five seconds.
 * A session that is unknown, over, or idle for too long is a guest.
 */
export async function actorOf(db: Db, headers: Headers, clock: Clock = systemClock): Promise<Presence> {
	const token = sessionToken(headers);
	if (token === undefined) return nobody;
	const now = clock().getTime();
	const remembered = recall(token, now);
	if (remembered) return remembered;
	const session = await find(db, token);
	if (!session) return nobody;
	if (isOver(session, now)) {
		await db.deleteFrom('identity.session').where('token', '=', token).execute();
		return nobody;
	}
	if (now - session.last_seen.getTime() > SEEN_MS)
		await db
			.updateTable('identity.session')
			.set({ updated_at: new Date(now) })
			.where('token', '=', token)
			.execute();
	const presence = presenceOf(session);
	remember(token, {
		presence,
		accountId: session.account_id,
		until: Math.min(now + REMEMBERED_MS, session.expires_at.getTime())
	});
	return presence;
}

/** Administrators have a second factor before they do anything else. */
export const needsTwoFactor = (presence: Presence): boolean => presence.needsTwoFactor;

/** Drops what is remembered of a session that has just ended or changed. Other processes forget within five seconds. */
export const forgetSession = (token: string): void => void memory.delete(token);

export function forgetAccount(accountId: string): void {
	for (const [token, entry] of memory) if (entry.accountId === accountId) memory.delete(token);
}

interface SessionRow {
	id: string;
	expires_at: Date;
	last_seen: Date;
	account_id: string;
	name: string;
	two_factor: boolean;
	grants: Grant[];
}

async function find(db: Db, token: string): Promise<SessionRow | undefined> {
	const { rows } = await sql<SessionRow>`
		select s.id, s.expires_at, s.updated_at as last_seen, a.id as account_id, a.name,
			coalesce(a.two_factor_enabled, false) as two_factor,
			coalesce((
				select json_agg(json_build_object('role', g.role, 'centreId', g.centre_id, 'scopeId', g.scope_id) order by g.id)
				from identity.role_grant g where g.account_id = a.id and g.revoked_at is null
			), '[]') as grants
		from identity.session s join identity.account_holder a on a.id = s.user_id
		where s.token = ${token}`.execute(db);
	return rows[0];
}

const isOver = (session: SessionRow, now: number): boolean =>
	session.expires_at.getTime() <= now || now - session.last_seen.getTime() > idleMinutesOf(session.grants) * 60_000;

const presenceOf = ({ id, account_id, name, grants, two_factor }: SessionRow): Presence => ({
	actor: { kind: 'account', accountId: account_id, name, grants },
	sessionId: id,
	accountName: name,
	needsTwoFactor: !two_factor && grants.some((grant) => grant.role === 'administrator')
});

const REMEMBERED_MS = 5000;
const REMEMBERED_AT_MOST = 5000;
/** How exactly it is written down when a session was last used. */
const SEEN_MS = 5 * 60_000;

interface Entry {
	presence: Presence;
	accountId: string;
	until: number;
}

/** A Map keeps the order of insertion: the first entry is the one that was not used for longest. */
const memory = new Map<string, Entry>();

function recall(token: string, now: number): Presence | undefined {
	const entry = memory.get(token);
	if (!entry) return undefined;
	memory.delete(token);
	if (entry.until <= now || entry.until > now + REMEMBERED_MS) return undefined;
	memory.set(token, entry);
	return entry.presence;
}

function remember(token: string, entry: Entry): void {
	const eldest = memory.size >= REMEMBERED_AT_MOST ? memory.keys().next().value : undefined;
	if (eldest !== undefined) memory.delete(eldest);
	memory.set(token, entry);
}
