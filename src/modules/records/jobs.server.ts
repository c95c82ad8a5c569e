import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { centres } from '#modules/directory/server.ts';
import { draftReports } from './commands/draft-reports.server.ts';
import { REVIEWS_AT_ONCE, startReviewsBatch } from './commands/start-reviews.server.ts';
import { applyRule } from './commands/suggest.server.ts';
import { quarterBefore, quarterOf } from './period.ts';
import { rulesOf } from './queries/rules.server.ts';

/** Each may run again and again: what is there already stays as it is. */
export const recordsTasks: TaskTable = {
	tasks: {
		/** The feedback to the units for the quarter that is over. */
		draftFeedback: async (context) => {
			const quarter = quarterBefore(quarterOf(shanghaiDate(context.clock())));
			for (const { id: centreId } of await centres(context.db)) await draftReports(context, { centreId, quarter });
		},
		/** Who met a centre's rules in the quarter and in the year that are over. */
		suggestRecognitions: async (context) => {
			for (const { id: centreId } of await centres(context.db)) await suggestIn(context, centreId);
		},
		startYearReviews: async (context, payload) => {
			const { centreId, year } = OfYear.parse(payload);
			while ((await startReviewsBatch(context, { centreId, year })) === REVIEWS_AT_ONCE);
		}
	},
	crontab: { draftFeedback: '20 17 * * *', suggestRecognitions: '40 17 * * *' }
};

const OfYear = z.object({ centreId: z.uuid(), year: z.int() });

async function suggestIn(context: Context, centreId: string): Promise<void> {
	const before = quarterBefore(quarterOf(shanghaiDate(context.clock())));
	const lastYear = String(Number(shanghaiDate(context.clock()).slice(0, 4)) - 1);
	for (const { id: ruleId, every, active } of await rulesOf(context.db, centreId))
		if (active) await applyRule(context, { centreId, ruleId, period: every === 'quarter' ? before : lastYear });
}
