import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { recognitionLifecycle, type RecognitionAction, type RecognitionState } from '../lifecycle.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { maySeeRecord, maySeeRecords, rolesOn, type Served } from '../policy.ts';
import { calledOf } from './called.server.ts';

export interface RecognitionLine {
	id: string;
	reference: string;
	ruleName: string;
	period: string;
	state: RecognitionState;
	times: number;
	minutes: number;
	claims: number;
	decidedAt: Date | null;
}

/** What somebody was recognised for, newest first. The caller has checked who asks. */
export async function recognitionsOf(db: Db, centreId: string, { kind, id }: Served): Promise<RecognitionLine[]> {
	const rows = await select(db, centreId)
		.where(kind === 'member' ? 'member_id' : 'organisation_id', '=', id)
		.where('state', '=', 'confirmed')
		.orderBy('id', 'desc')
		.limit(100)
		.execute();
	return rows.map(lineOf);
}

export interface RecognitionAtDesk extends RecognitionLine {
	subject: Served & { label: string };
	actions: RecognitionAction[];
}

const PAGE = 50;

/** Those in a state, the newest first. Errors: Missing for whoever is not at the desk. */
export async function recognitionsIn(
	context: Context,
	centreId: string,
	{ state, after }: { state: RecognitionState; after?: string | undefined }
): Promise<{ recognitions: RecognitionAtDesk[]; next: string | null }> {
	if (!maySeeRecords(context.actor, centreId)) throw new Missing('没有这个页面。');
	const rows = await select(context.db, centreId)
		.where('state', '=', state)
		.$if(isId(after), (query) => query.where('id', '<', after ?? ''))
		.orderBy('id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return {
		recognitions: await withLabels(context, centreId, shown),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
	};
}

/** For the certificate and what may be done. Errors: Missing for whoever it is not about; for them until it is confirmed. */
export async function recognitionById(context: Context, centreId: string, id: string): Promise<RecognitionAtDesk> {
	const row = isId(id) ? await select(context.db, centreId).where('id', '=', id).executeTakeFirst() : undefined;
	const isSeen =
		row &&
		(maySeeRecords(context.actor, centreId) ||
			(row.state === 'confirmed' && maySeeRecord(context.actor, centreId, subjectOf(row))));
	if (!isSeen) throw new Missing('没有这项表彰。');
	const [recognition] = await withLabels(context, centreId, [row]);
	return recognition as RecognitionAtDesk;
}

const select = (db: Db, centreId: string) =>
	db.selectFrom('records.recognition').selectAll().where('centre_id', '=', centreId);

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const subjectOf = ({ member_id, organisation_id }: Row): Served =>
	member_id ? { kind: 'member', id: member_id } : { kind: 'organisation', id: organisation_id ?? '' };

const lineOf = (row: Row): RecognitionLine => ({
	id: row.id,
	reference: row.reference,
	ruleName: row.rule_name,
	period: row.period,
	state: row.state as RecognitionState,
	times: row.times,
	minutes: row.minutes,
	claims: row.claims,
	decidedAt: row.decided_at
});

async function withLabels(context: Context, centreId: string, rows: readonly Row[]): Promise<RecognitionAtDesk[]> {
	const called = await calledOf(
		context,
		centreId,
		rows.flatMap(({ member_id }) => member_id ?? [])
	);
	const labels = await claimerLabels(
		context.db,
		centreId,
		rows.flatMap(({ organisation_id }) => organisation_id ?? [])
	);
	const roles = rolesOn(context.actor, { centreId });
	return rows.map((row) => {
		const subject = subjectOf(row);
		const label = called.get(subject.id)?.label ?? labels.get(subject.id) ?? '';
		const line = lineOf(row);
		return { ...line, subject: { ...subject, label }, actions: actionsFor(recognitionLifecycle, line.state, roles) };
	});
}
