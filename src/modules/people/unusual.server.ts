import { sql } from 'kysely';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { openMaybe, seal } from '#kernel/secrets.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import { accountNames } from '#modules/identity/server.ts';
import { CheckOpening } from './forms.ts';
import { mayReviewOpenings } from './policy.ts';
import { unusualRules, type UnusualRule } from './unusual.ts';

const PAGE = 50;
const MOST_COUNTED = 1000;

export interface UnusualLine {
	id: string;
	at: Date;
	viewer: string;
	as: string;
	fields: string[];
	reason: string;
	subject: { kind: string; id: string };
	rules: UnusualRule[];
	checked: { at: Date; by: string; note: string } | null;
	/** Nobody checks what they did themself. */
	isOwn: boolean;
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
	rules: string[];
	checked_at: Date | null;
	checked_by: string | null;
	note_sealed: Buffer | null;
}

/**
 * The openings that stand out, newest first, of one month (YYYY-MM) or of all time; whose details they were is not told.
 * `after` is the last of the page before. Errors: Missing for whoever neither leads nor audits.
 */
export async function unusualOpeningsIn(
	{ db, actor }: Context,
	centreId: string,
	{ month, uncheckedOnly, after }: { month?: string | undefined; uncheckedOnly: boolean; after?: string | undefined }
): Promise<{ lines: UnusualLine[]; next: string | null }> {
	if (!mayReviewOpenings(actor, centreId)) throw new Missing('没有这个页面。');
	const { rows } = await sql<Row>`
		select d.id, d.at, d.viewer_id, d.viewer_role, d.fields, d.reason, d.subject_kind, d.subject_id,
			u.rules, u.checked_at, u.checked_by, u.note_sealed
		from people.unusual_opening u
		join people.disclosure d on d.centre_id = u.centre_id and d.id = u.disclosure_id
		where u.centre_id = ${centreId}
			${month === undefined ? sql`` : inMonth(month)}
			${uncheckedOnly ? sql`and u.checked_at is null` : sql``}
			${after === undefined ? sql`` : sql`and (u.at, u.disclosure_id) < (select at, disclosure_id from people.unusual_opening where centre_id = ${centreId} and disclosure_id = ${after})`}
		order by u.at desc, u.disclosure_id desc limit ${PAGE + 1}`.execute(db);
	const page = rows.slice(0, PAGE);
	const names = await accountNames(db, [
		...new Set(page.flatMap((row) => [row.viewer_id, row.checked_by ?? []].flat()))
	]);
	const own = accountOf(actor);
	const lines = page.map((row) => ({
		id: row.id,
		at: row.at,
		viewer: names.get(row.viewer_id) ?? '',
		as: row.viewer_role,
		fields: row.fields,
		reason: row.reason,
		subject: { kind: row.subject_kind, id: row.subject_id },
		rules: row.rules.filter((rule): rule is UnusualRule => Object.hasOwn(unusualRules, rule)),
		checked: row.checked_at && {
			at: row.checked_at,
			by: names.get(row.checked_by ?? '') ?? '',
			note: openMaybe(row.note_sealed) ?? ''
		},
		isOwn: row.viewer_id === own
	}));
	return { lines, next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null };
}

export interface UnusualMonth {
	/** YYYY-MM in Shanghai. */
	month: string;
	/** 1000 stands for that many or more. */
	count: number;
	unchecked: number;
}

/** How many openings stood out in each of the last twelve months, the newest first. Errors: Missing. */
export async function unusualMonths({ db, actor, clock }: Context, centreId: string): Promise<UnusualMonth[]> {
	if (!mayReviewOpenings(actor, centreId)) throw new Missing('没有这个页面。');
	const { rows } = await sql<UnusualMonth>`
		select to_char(m.start, 'YYYY-MM') as month, c.count, c.unchecked
		from generate_series(0, 11) as back
		cross join lateral (
			select date_trunc('month', ${clock()}::timestamptz at time zone 'Asia/Shanghai') - back * interval '1 month' as start
		) as m
		cross join lateral (
			select count(*) as count, count(*) filter (where checked_at is null) as unchecked from (
				select checked_at from people.unusual_opening
				where centre_id = ${centreId} and at >= m.start at time zone 'Asia/Shanghai'
					and at < (m.start + interval '1 month') at time zone 'Asia/Shanghai'
				order by at desc limit ${MOST_COUNTED}
			) as u
		) as c
		where c.count > 0 or back = 0 order by back`.execute(db);
	return rows;
}

/** How many wait to be looked at; 1000 stands for that many or more. */
export async function uncheckedOpenings({ db, actor }: Context, centreId: string): Promise<number> {
	if (!mayReviewOpenings(actor, centreId)) throw new Missing('没有这个页面。');
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from (
			select from people.unusual_opening where centre_id = ${centreId} and checked_at is null limit ${MOST_COUNTED}
		) as waiting`.execute(db);
	return rows[0]?.count ?? 0;
}

/**
 * Whoever leads has looked at an opening that stood out, and says what came of it. Tells `opening.checked`; the words are
 * sealed. Errors: Missing; Refused for one's own; Conflict when it was checked already.
 */
export const checkOpening = command(
	'people.checkOpening',
	CheckOpening.extend({ centreId: z.uuid() }),
	async (work, { centreId, openingId, note }) => {
		const none = () => new Missing('没有这条查看记录。');
		if (!mayReviewOpenings(work.actor, centreId)) throw none();
		const opening = await work.db
			.selectFrom('people.unusual_opening')
			.select(['viewer_id', 'checked_at'])
			.where('centre_id', '=', centreId)
			.where('disclosure_id', '=', openingId)
			.forUpdate()
			.executeTakeFirst();
		if (!opening) throw none();
		const by = accountOf(work.actor);
		if (opening.viewer_id === by) throw new Refused('这是您自己的查看记录，请别的负责人或审计员来核对。');
		if (opening.checked_at) throw new Conflict('别人刚刚核对过这一条。请刷新页面看结果。');
		await work.db
			.updateTable('people.unusual_opening')
			.set({ checked_at: work.clock(), checked_by: by, note_sealed: seal(note) })
			.where('centre_id', '=', centreId)
			.where('disclosure_id', '=', openingId)
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'opening', id: openingId },
			action: 'opening.checked',
			as: staffRoleOf(work.actor, centreId) ?? 'auditor',
			channel: 'online',
			note
		});
	}
);

const inMonth = (month: string) => sql`
	and u.at >= (${`${month}-01`}::date)::timestamp at time zone 'Asia/Shanghai'
	and u.at < (${`${month}-01`}::date + interval '1 month') at time zone 'Asia/Shanghai'`;
