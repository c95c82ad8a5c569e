import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { limitOf, startDeadlines } from '#modules/deadlines/server.ts';
import { memberById, organisationById } from '#modules/directory/server.ts';
import { StartReview, StartReviews } from '../forms.ts';
import { reviewLifecycle } from '../lifecycle.ts';
import { spanOf } from '../period.ts';
import { maySeeRecords, mayWriteRecords, type Served } from '../policy.ts';
import { hoursIn } from '../queries/totals.server.ts';

const InCentre = z.object({ centreId: z.uuid() });

/** How many reviews one transaction begins. */
export const REVIEWS_AT_ONCE = 200;

/** Begins the review of one member or organisation for a year. Returns its id. Tells `yearReview.started`. Errors: Missing, Refused; Conflict when there is one, or the year has not begun. */
export const startReview = command('records.startReview', StartReview.extend(InCentre.shape), async (work, input) => {
	const { centreId, subject, year } = input;
	mustWrite(work, centreId);
	mustHaveBegun(work, year);
	if (subject.kind === 'member') await memberById(work.db, centreId, subject.id);
	else await organisationById(work.db, centreId, subject.id);
	const [id] = await begin(work, centreId, year, [subject]);
	if (!id) throw new Conflict(`${year}年的评议已经有了。请在列表里打开它。`);
	return id;
});

/** Has the reviews of all who served in a year begun, in the background. Errors: Missing, Refused, Conflict. */
export const startReviews = command(
	'records.startReviews',
	StartReviews.extend(InCentre.shape),
	async (work, input) => {
		const { centreId, year } = input;
		mustWrite(work, centreId);
		mustHaveBegun(work, year);
		await work.enqueue('startYearReviews', { centreId, year }, { key: `startYearReviews:${centreId}:${year}` });
	}
);

/** The next of them. Returns how many; less than REVIEWS_AT_ONCE when done. */
export const startReviewsBatch = command(
	'records.startReviewsBatch',
	StartReviews.extend(InCentre.shape),
	async (work, { centreId, year }) => {
		if (work.actor.kind !== 'system') throw new Refused('这一步由系统自己做。');
		const served = await hoursIn(work.db, centreId, spanOf(String(year)), {})
			.select('h.member_id as id')
			.distinct()
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('records.review as r')
							.select('r.id')
							.where('r.centre_id', '=', centreId)
							.whereRef('r.member_id', '=', 'h.member_id')
							.where('r.year', '=', year)
					)
				)
			)
			.limit(REVIEWS_AT_ONCE)
			.execute();
		await begin(
			work,
			centreId,
			year,
			served.map(({ id }) => ({ kind: 'member', id }))
		);
		return served.length;
	}
);

async function begin(work: Work, centreId: string, year: number, subjects: readonly Served[]): Promise<string[]> {
	if (subjects.length === 0) return [];
	const begun = await work.db
		.insertInto('records.review')
		.values(
			subjects.map(({ kind, id }) => ({
				...{ centre_id: centreId, id: newId(), year, state: 'open', started_at: work.clock() },
				...(kind === 'member' ? { member_id: id } : { organisation_id: id })
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	const ids = begun.map(({ id }) => id);
	const standard = reviewLifecycle.states.open.within;
	if (!standard) throw new Error('an open review has a limit');
	const limit = await limitOf(work.db, centreId, 'yearReview.open', standard, shanghaiDate(work.clock()));
	await startDeadlines(work, { centreId, kind: 'yearReview', ids, rule: 'yearReview.open', limit });
	const isSystem = work.actor.kind === 'system';
	await work.recordAll(
		ids.map((id) => ({
			...{ centreId, subject: { kind: 'yearReview', id }, action: 'yearReview.started', data: { year } },
			...{ as: isSystem ? 'system' : 'clerk', channel: isSystem ? 'system' : 'online' }
		}))
	);
	return ids;
}

function mustWrite({ actor }: Work, centreId: string): void {
	if (mayWriteRecords(actor, centreId)) return;
	throw maySeeRecords(actor, centreId) ? new Refused('年度评议由工作人员发起。') : new Missing('没有这个页面。');
}

function mustHaveBegun({ clock }: Work, year: number): void {
	if (`${year}` > shanghaiDate(clock()).slice(0, 4)) throw new Conflict(`${year}年还没有到，不能评议。`);
}
