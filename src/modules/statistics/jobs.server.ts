import { sql } from 'kysely';
import type { TaskTable } from '#kernel/jobs.ts';
import { foldFigures } from './commands/fold.server.ts';

export const statisticsTasks: TaskTable = {
	tasks: {
		foldFigures,
		/** A figure that is not what counting the rows gives is a failed job: the operations page shows it. */
		checkFigures: async ({ db }) => {
			const { rows } = await sql<{ n: number }>`select count(*) as n from statistics.drift`.execute(db);
			if (rows[0]?.n !== 0) throw new Error('figures differ from their rows: see npm run verify-figures');
		}
	},
	crontab: { foldFigures: '* * * * *', checkFigures: '41 18 * * *' }
};
