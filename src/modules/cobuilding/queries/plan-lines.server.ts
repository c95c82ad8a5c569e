import { lightsFor } from '#modules/deadlines/server.ts';
import type { Db } from '#kernel/db.ts';

export interface PlanLine {
	id: string;
	month: number;
	title: string;
	agreementId: string | null;
	projectId: string | null;
	/** Carried out: an activity when somebody said so, an agreement when it is fulfilled, a project when it is done. */
	doneOn: string | null;
	/** Will not be carried out any more. */
	ended: boolean;
}

export type LitLine = PlanLine & { light: 'green' | 'yellow' | 'red' | 'done' | 'paused'; words: string };

/** The lines of a plan by month. For those who may see it: the caller has checked. */
export async function linesOf(db: Db, centreId: string, planId: string): Promise<PlanLine[]> {
	const rows = await db
		.selectFrom('cobuilding.plan_line as l')
		.leftJoin('cobuilding.agreement as a', (join) =>
			join.onRef('a.centre_id', '=', 'l.centre_id').onRef('a.id', '=', 'l.agreement_id')
		)
		.leftJoin('cobuilding.project as p', (join) =>
			join.onRef('p.centre_id', '=', 'l.centre_id').onRef('p.id', '=', 'l.project_id')
		)
		.select(['l.id', 'l.month', 'l.title', 'l.agreement_id', 'l.project_id', 'l.done_on'])
		.select(['a.state as agreement_state', 'a.ended_on as agreement_ended_on'])
		.select(['p.state as project_state', 'p.ended_on as project_ended_on'])
		.where('l.centre_id', '=', centreId)
		.where('l.plan_id', '=', planId)
		.orderBy('l.month')
		.orderBy('l.id')
		.execute();
	return rows.map((row) => ({
		...{ id: row.id, month: row.month, title: row.title },
		agreementId: row.agreement_id,
		projectId: row.project_id,
		doneOn:
			row.agreement_state === 'fulfilled'
				? row.agreement_ended_on
				: row.project_state === 'done'
					? row.project_ended_on
					: row.done_on,
		ended: row.agreement_state === 'ended' || row.project_state === 'stopped'
	}));
}

/** The same with the light of each as of today: it is due at the end of its month. */
export async function litLinesOf(
	db: Db,
	centreId: string,
	{ id, year }: { id: string; year: number },
	today: string
): Promise<LitLine[]> {
	const [lines, lightOf] = [await linesOf(db, centreId, id), await lightsFor(db, centreId, today)];
	return lines.map((line) => {
		if (line.doneOn !== null) return { ...line, light: 'done', words: '已完成' };
		if (line.ended) return { ...line, light: 'paused', words: '已终止' };
		return { ...line, ...lightOf(lastDay(year, line.month)) };
	});
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
