import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { reportLifecycle, type ReportAction, type ReportState } from '../lifecycle.ts';
import { spanOf } from '../period.ts';
import { isRepresentative, maySeeRecords, ownIn, rolesOn } from '../policy.ts';
import { calledOf } from './called.server.ts';
import { linesNow, linesThen, type ReportLine } from './report-lines.server.ts';

export interface ReportSummary {
	id: string;
	organisationId: string;
	organisationName: string;
	quarter: string;
	state: ReportState;
	sentAt: Date | null;
	acknowledgedAt: Date | null;
	deadline: DeadlineView | null;
}

const PAGE = 50;

/** A page of the centre's reports, the newest quarter first; of one state or quarter. Errors: Missing for whoever is not at the desk. */
export async function reportsIn(
	context: Context,
	centreId: string,
	{
		state,
		quarter,
		after
	}: { state?: ReportState | undefined; quarter?: string | undefined; after?: string | undefined }
): Promise<{ reports: ReportSummary[]; next: string | null }> {
	if (!maySeeRecords(context.actor, centreId)) throw new Missing('没有这个页面。');
	const rows = await select(context.db, centreId)
		.$if(state !== undefined, (query) => query.where('r.state', '=', state ?? ''))
		.$if(quarter !== undefined, (query) => query.where('r.quarter', '=', quarter ?? ''))
		.$if(isId(after), (query) =>
			query.where(
				sql<boolean>`(r.quarter <= (select quarter from records.report where centre_id = ${centreId} and id = ${after ?? ''}))
					and (r.quarter < (select quarter from records.report where centre_id = ${centreId} and id = ${after ?? ''}) or r.id > ${after ?? ''})`
			)
		)
		.orderBy('r.quarter', 'desc')
		.orderBy('r.id')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return {
		reports: await withDeadlines(context, centreId, shown),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
	};
}

/** What the units somebody speaks for were sent, newest first. */
export async function ownReports(context: Context, centreId: string): Promise<ReportSummary[]> {
	const { organisations } = ownIn(context.actor, centreId);
	if (organisations.length === 0) return [];
	const rows = await select(context.db, centreId)
		.where('r.organisation_id', 'in', organisations)
		.where('r.state', '<>', 'draft')
		.orderBy('r.quarter', 'desc')
		.orderBy('r.id')
		.limit(100)
		.execute();
	return withDeadlines(context, centreId, rows);
}

export interface Report extends ReportSummary {
	/** By the name or alias of the member. */
	lines: (ReportLine & { label: string })[];
	remarks: string | null;
	note: string | null;
	actions: ReportAction[];
}

/** With every member's line: as it was sent, and of a draft as the rows stand now. Errors: Missing; a draft is known at the desk only. */
export async function reportById(context: Context, centreId: string, id: string): Promise<Report> {
	const { db, actor } = context;
	const row = isId(id) ? await select(db, centreId).where('r.id', '=', id).executeTakeFirst() : undefined;
	const sees =
		row &&
		(maySeeRecords(actor, centreId) ||
			(row.state !== 'draft' && isRepresentative(actor, centreId, row.organisationId)));
	if (!sees) throw new Missing('没有这份季度反馈。');
	const [summary] = await withDeadlines(context, centreId, [row]);
	const lines =
		row.state === 'draft'
			? await linesNow(db, centreId, row.organisationId, spanOf(row.quarter))
			: await linesThen(db, centreId, id);
	const called = await calledOf(
		context,
		centreId,
		lines.map(({ memberId }) => memberId)
	);
	const roles = rolesOn(actor, { centreId, organisationId: row.organisationId });
	return {
		...(summary as ReportSummary),
		lines: lines
			.map((line) => ({ ...line, label: called.get(line.memberId)?.label ?? '' }))
			.toSorted((one, other) => one.label.localeCompare(other.label, 'zh') || (one.memberId < other.memberId ? -1 : 1)),
		remarks: openMaybe(row.remarks_sealed),
		note: openMaybe(row.note_sealed),
		actions: actionsFor(reportLifecycle, row.state as ReportState, roles)
	};
}

const select = (db: Db, centreId: string) =>
	db
		.selectFrom('records.report as r')
		.innerJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'r.centre_id').onRef('o.id', '=', 'r.organisation_id')
		)
		.select(['r.id', 'r.organisation_id as organisationId', 'o.name as organisationName', 'r.quarter', 'r.state'])
		.select(['r.sent_at', 'r.acknowledged_at', 'r.remarks_sealed', 'r.note_sealed'])
		.where('r.centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

async function withDeadlines({ db, clock }: Context, centreId: string, rows: readonly Row[]): Promise<ReportSummary[]> {
	const ids = rows.map(({ id }) => id);
	const deadlines = await deadlinesOf(db, centreId, ids, shanghaiDate(clock()));
	return rows.map((row) => ({
		...{ id: row.id, organisationId: row.organisationId, organisationName: row.organisationName },
		...{ quarter: row.quarter, state: row.state as ReportState, sentAt: row.sent_at },
		...{ acknowledgedAt: row.acknowledged_at, deadline: deadlines.get(row.id) ?? null }
	}));
}
