import { sql } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { limitOf, startDeadlines } from '#modules/deadlines/server.ts';
import { claimCounts } from '#modules/wishes/server.ts';
import { DraftReports } from '../forms.ts';
import { reportLifecycle } from '../lifecycle.ts';
import { periodWords, spanOf, type Span } from '../period.ts';
import { maySeeRecords, mayWriteRecords } from '../policy.ts';
import { hoursIn } from '../queries/totals.server.ts';

/**
 * Drafts the reports of a quarter that is over: for each unit whose members served, or took on or finished a wish, unless
 * it has one. Returns how many. Tells `feedback.drafted` on each. Errors: Missing, Refused; Conflict while the quarter runs.
 */
export const draftReports = command(
	'records.draftReports',
	DraftReports.extend({ centreId: z.uuid() }),
	async (work, { centreId, quarter }) => {
		if (work.actor.kind !== 'system' && !maySeeRecords(work.actor, centreId)) throw new Missing('没有这个页面。');
		if (!mayWriteRecords(work.actor, centreId)) throw new Refused('季度反馈由工作人员起草。');
		const today = shanghaiDate(work.clock());
		if (spanOf(quarter).to >= today) throw new Conflict(`${periodWords(quarter)}还没有过完，请等季度结束以后再起草。`);
		const units = await unitsOfServants(work, centreId, spanOf(quarter));
		if (units.length === 0) return 0;
		const drafted = await work.db
			.insertInto('records.report')
			.values(
				units.map((id) => ({
					...{ centre_id: centreId, id: newId(), organisation_id: id, quarter },
					...{ state: 'draft', drafted_at: work.clock() }
				}))
			)
			.onConflict((conflict) => conflict.columns(['centre_id', 'organisation_id', 'quarter']).doNothing())
			.returning('id')
			.execute();
		const ids = drafted.map(({ id }) => id);
		if (ids.length === 0) return 0;
		const standard = reportLifecycle.states.draft.within;
		if (!standard) throw new Error('a draft has a limit');
		const limit = await limitOf(work.db, centreId, 'feedback.draft', standard, today);
		await startDeadlines(work, { centreId, kind: 'feedback', ids, rule: 'feedback.draft', limit });
		const system = work.actor.kind === 'system';
		await work.recordAll(
			ids.map((id) => ({
				centreId,
				subject: { kind: 'feedback', id },
				action: 'feedback.drafted',
				as: system ? 'system' : 'clerk',
				channel: system ? 'system' : 'online',
				data: { quarter }
			}))
		);
		return ids.length;
	}
);

/** The home units of everybody who did something in a time. */
async function unitsOfServants({ db }: Work, centreId: string, span: Span): Promise<string[]> {
	const claimers = [...(await claimCounts(db, centreId, 'member', span)).keys()];
	const rows = await db
		.selectFrom('directory.member as m')
		.select('m.organisation_id as id')
		.distinct()
		.where('m.centre_id', '=', centreId)
		.where('m.organisation_id', 'is not', null)
		.where(({ or, eb }) =>
			or([
				eb('m.id', 'in', hoursIn(db, centreId, span, {}).select('h.member_id')),
				eb('m.id', '=', sql<string>`any(${claimers})`)
			])
		)
		.execute();
	return rows.flatMap(({ id }) => id ?? []);
}
