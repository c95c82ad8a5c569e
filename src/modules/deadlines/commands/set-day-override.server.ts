import { command } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { SetDayOverride } from '../forms.ts';
import { mayDecideDays } from '../policy.ts';

/**
 * Decides that the office works or rests on a day, against the national calendar; deciding again replaces it. A job counts
 * the open deadlines of the centre anew. Tells `centre.dayDecided`. Errors: Refused unless an administrator.
 */
export const setDayOverride = command(
	'deadlines.setDayOverride',
	SetDayOverride,
	async (work, { centreId, day, workday, reason }) => {
		if (!mayDecideDays(work.actor, centreId)) throw new Refused('只有管理员可以决定上班和休息的日子。');
		await work.db
			.insertInto('deadlines.day_override')
			.values({ centre_id: centreId, day, workday, reason })
			.onConflict((conflict) => conflict.columns(['centre_id', 'day']).doUpdateSet({ workday, reason }))
			.execute();
		await work.enqueue('recountDeadlines', { centreId }, { key: `recountDeadlines:${centreId}` });
		await work.record({
			centreId,
			subject: { kind: 'centre', id: centreId },
			action: 'centre.dayDecided',
			as: work.actor.kind === 'system' ? 'system' : 'administrator',
			channel: work.actor.kind === 'system' ? 'system' : 'online',
			data: { day, workday }
		});
	}
);
