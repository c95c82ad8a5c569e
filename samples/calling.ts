import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { answerCall, callById, callTasks, endCall, openCall, peopleOf, writeCall } from '#modules/calls/server.ts';
import { addDays, days, shanghaiDate } from '#modules/deadlines/index.ts';
import { inOne } from './batches.ts';
import { calls } from './data/serving.ts';
import { codesIn, hold, type Serving } from './serving.ts';

const HOUR = 3_600_000;

/** Two calls: one is over, and who came is known; the other is open, and people are answering. */
export async function call(db: Db, serving: Serving): Promise<void> {
	const { place, now } = serving;
	const { centreId, leader, clerks } = place;
	const codeOf = await codesIn(db, centreId);
	for (const [turn, data] of calls.entries())
		await inOne(db, async (transaction) => {
			const isOver = turn === 0;
			const written = new Date(now.getTime() - (isOver ? 32 * 24 : 5) * HOUR);
			const day = addDays(shanghaiDate(written), days(4));
			const context = (clock: Date, actor = clerks[0]): Context => ({ db: transaction, actor, clock: clockAt(clock) });
			const at = (hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
			const [from, to] = [new Date(at(data.hours[0])), new Date(at(data.hours[1]))];
			const { id: callId } = await writeCall(context(written, leader), {
				...{ centreId, title: data.title, task: data.task, urgency: isOver ? 'ordinary' : 'urgent' },
				...{ field: codeOf(data.field), place: '党群服务中心门口集合', places: data.places },
				...{ startsAt: from.toISOString(), endsAt: to.toISOString(), skills: [codeOf(data.skill)] }
			});
			await openCall(context(written, leader), { centreId, callId });
			await callTasks.tasks['tellCall']?.(context(written), { centreId, callId });
			const call = await callById(context(written), centreId, callId);
			const { people: told } = await peopleOf(context(written), call, { list: 'told' });
			const coming: string[] = [];
			for (const [place, { memberId }] of told.slice(0, 24).entries()) {
				const answer = place % 3 === 2 ? 'no' : 'yes';
				const { place: got } = await answerCall(context(new Date(written.getTime() + (place + 1) * 60_000)), {
					...{ centreId, callId, memberId, answer }
				});
				if (got === 'held') coming.push(memberId);
			}
			if (!isOver) return;
			await hold(context, { centreId, shiftId: call.shiftId ?? '', from, to, who: coming });
			await endCall(context(new Date(to.getTime() + HOUR)), {
				centreId,
				callId,
				words: '谢谢大家，街坊都说楼道亮堂了。'
			});
		});
}
