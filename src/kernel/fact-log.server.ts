import { sql, type RawBuilder } from 'kysely';
import type { Db } from './db.ts';
import { NO_CENTRE } from './ids.ts';

const PAGE = 50;
/** Facts looked through for one page when only some of them are wanted: a page costs the same however long the history is. */
const STRETCH = 5000;

export interface FactFilter {
	/** The kind of the subject, e.g. wish. */
	kind?: string | undefined;
	action?: string | undefined;
	/** From and before which moment. */
	from?: Date | undefined;
	before?: Date | undefined;
	/** The last fact of the page before. */
	after?: string | undefined;
}

export interface FactLine {
	id: string;
	subjectKind: string;
	subjectId: string;
	action: string;
	actorKind: string;
	actorId: string | null;
	actorRole: string;
	channel: string;
	at: Date;
	data: Record<string, unknown>;
}

export interface FactPage {
	facts: FactLine[];
	/** Where to go on (give it as `after`); none when everything was looked through. */
	next: string | null;
}

/** The facts of a centre, newest first, without the words that went with them. The caller has checked that an auditor asks. */
export const factLog = (db: Db, centreId: string, filter: FactFilter = {}): Promise<FactPage> =>
	page(db, centreId, filter, sql`true`, filter.kind || filter.action ? STRETCH : PAGE + 1);

/** The security events of these accounts: sign-ins, lockouts, passwords, roles. The caller has checked that an auditor asks. */
export const securityLog = (db: Db, accountIds: readonly string[], filter: FactFilter = {}): Promise<FactPage> =>
	page(db, NO_CENTRE, filter, sql`f.subject_kind = 'account' and f.subject_id = any(${accountIds})`, STRETCH);

async function page(
	db: Db,
	centreId: string,
	{ kind, action, from, before, after }: FactFilter,
	only: RawBuilder<unknown>,
	span: number
): Promise<FactPage> {
	const stretch = sql`
		select * from kernel.fact where centre_id = ${centreId}
			${from ? sql`and at >= ${from}` : sql``} ${before ? sql`and at < ${before}` : sql``}
			${after ? sql`and (at, id) < (select at, id from kernel.fact where centre_id = ${centreId} and id = ${after})` : sql``}
		order by at desc, id desc limit ${span}`;
	const { rows } = await sql<FactLine>`
		select f.id, f.subject_kind as "subjectKind", f.subject_id as "subjectId", f.action, f.actor_kind as "actorKind",
			f.actor_id as "actorId", f.actor_role as "actorRole", f.channel, f.at, f.data
		from (${stretch}) f where ${only}
			${kind ? sql`and f.subject_kind = ${kind}` : sql``} ${action ? sql`and f.action = ${action}` : sql``}
		order by f.at desc, f.id desc limit ${PAGE + 1}`.execute(db);
	const facts = rows.slice(0, PAGE);
	if (rows.length > PAGE) return { facts, next: facts.at(-1)?.id ?? null };
	const last = await sql<{ id: string }>`
		select f.id from (${stretch}) f order by f.at desc, f.id desc offset ${span - 1} limit 1`.execute(db);
	return { facts, next: last.rows[0]?.id ?? null };
}
