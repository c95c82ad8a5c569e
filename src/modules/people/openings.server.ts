import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { mayAudit } from '#modules/directory/index.ts';
import { accountNames } from '#modules/identity/server.ts';

const PAGE = 50;
const DAYS_WATCHED = 30;

export interface OpeningLine {
	id: string;
	at: Date;
	viewerId: string;
	/** The name of the account that looked. */
	viewer: string;
	as: string;
	fields: string[];
	reason: string;
	subject: { kind: string; id: string };
	/** How often this account looked on that day (in Shanghai). */
	thatDay: number;
}

/**
 * Who opened contact details in a centre, newest first: never whose they are, only for which matter. `after` is the last of
 * the page before. Errors: Refused unless an auditor or administrator.
 */
export async function openingsIn(
	{ db, actor }: Context,
	centreId: string,
	{ viewerId, after }: { viewerId?: string | undefined; after?: string | undefined } = {}
): Promise<{ openings: OpeningLine[]; next: string | null }> {
	mustAudit({ actor }, centreId);
	const { rows } = await sql<Row>`
		select d.id, d.at, d.viewer_id, d.viewer_role, d.fields, d.reason, d.subject_kind, d.subject_id,
			(select count(*) from people.disclosure o where o.centre_id = d.centre_id and o.viewer_id = d.viewer_id
				and o.at >= date_trunc('day', d.at, 'Asia/Shanghai')
				and o.at < date_trunc('day', d.at, 'Asia/Shanghai') + interval '1 day') as that_day
		from people.disclosure d
		where d.centre_id = ${centreId}
			${viewerId === undefined ? sql`` : sql`and d.viewer_id = ${viewerId}`}
			${after === undefined ? sql`` : sql`and (d.at, d.id) < (select at, id from people.disclosure where centre_id = ${centreId} and id = ${after})`}
		order by d.at desc, d.id desc limit ${PAGE + 1}`.execute(db);
	const page = rows.slice(0, PAGE);
	const names = await accountNames(db, [...new Set(page.map((row) => row.viewer_id))]);
	const openings = page.map((row) => ({
		id: row.id,
		at: row.at,
		viewerId: row.viewer_id,
		viewer: names.get(row.viewer_id) ?? '',
		as: row.viewer_role,
		fields: row.fields,
		reason: row.reason,
		subject: { kind: row.subject_kind, id: row.subject_id },
		thatDay: row.that_day
	}));
	return { openings, next: rows.length > PAGE ? (openings.at(-1)?.id ?? null) : null };
}

export interface BusyDay {
	/** A day in Shanghai, YYYY-MM-DD. */
	day: string;
	viewerId: string;
	viewer: string;
	count: number;
}

/** The days of the last thirty on which one account looked more often than `most`, newest first. Errors: Refused. */
export async function busyDaysIn({ db, actor, clock }: Context, centreId: string, most: number): Promise<BusyDay[]> {
	mustAudit({ actor }, centreId);
	const since = new Date(clock().getTime() - DAYS_WATCHED * 86_400_000);
	const { rows } = await sql<{ day: string; viewer_id: string; count: number }>`
		select (at at time zone 'Asia/Shanghai')::date as day, viewer_id, count(*) as count from people.disclosure
		where centre_id = ${centreId} and at >= ${since}
		group by 1, 2 having count(*) > ${most} order by 1 desc, 3 desc limit 100`.execute(db);
	const names = await accountNames(db, [...new Set(rows.map((row) => row.viewer_id))]);
	return rows.map(({ day, viewer_id, count }) => ({
		day,
		viewerId: viewer_id,
		viewer: names.get(viewer_id) ?? '',
		count
	}));
}

interface Row {
	id: string;
	at: Date;
	viewer_id: string;
	viewer_role: string;
	fields: string[];
	reason: string;
	subject_kind: string;
	subject_id: string;
	that_day: number;
}

function mustAudit({ actor }: Pick<Context, 'actor'>, centreId: string): void {
	if (!mayAudit(actor, centreId)) throw new Refused('只有审计员和管理员可以看查看记录。');
}
