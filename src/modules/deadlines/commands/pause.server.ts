import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import { shanghaiDate } from '../calendar.ts';
import type { Subject } from '../deadline.ts';
import { PauseDeadline, ResumeDeadline } from '../forms.ts';
import { mayPauseDeadlines } from '../policy.ts';
import { openOf } from './open.server.ts';
import { recount } from './recount.server.ts';

/**
 * Stops the clock of a subject, for a reason that is kept sealed. Tells `deadline.paused` on the subject.
 * Errors: Refused unless staff; Missing when no clock runs; Conflict when it stands already, or when it is overdue: a
 * pause does not take back what was missed.
 */
export const pauseDeadline = command('deadlines.pause', PauseDeadline, async (work, { centreId, subject, reason }) => {
	const running = await openFor(work, centreId, subject);
	const today = shanghaiDate(work.clock());
	if (running.state === 'paused') throw new Conflict('已经在暂停计时了。请刷新页面看最新情况。');
	if (running.due_on < today) throw new Conflict('已经超期，不能再暂停计时。请尽快办理。');
	await work.db
		.insertInto('deadlines.pause')
		.values({
			centre_id: centreId,
			id: newId(),
			deadline_id: running.id,
			paused_on: today,
			reason_sealed: seal(reason),
			paused_by: accountOf(work.actor)
		})
		.execute();
	await work.db
		.updateTable('deadlines.deadline')
		.set({ state: 'paused' })
		.where('centre_id', '=', centreId)
		.where('id', '=', running.id)
		.execute();
	await record(work, centreId, subject, 'deadline.paused', { rule: running.rule, pausedOn: today });
});

/**
 * Lets it run again: the due day moves by the days (or working days) it stood still. Tells `deadline.resumed`.
 * Errors: Refused unless staff; Missing when there is no clock; Conflict when it runs.
 */
export const resumeDeadline = command('deadlines.resume', ResumeDeadline, async (work, { centreId, subject }) => {
	const standing = await openFor(work, centreId, subject);
	if (standing.state !== 'paused') throw new Conflict('没有暂停，正在计时。请刷新页面看最新情况。');
	await work.db
		.updateTable('deadlines.pause')
		.set({ resumed_on: shanghaiDate(work.clock()) })
		.where('centre_id', '=', centreId)
		.where('deadline_id', '=', standing.id)
		.where('resumed_on', 'is', null)
		.execute();
	await work.db
		.updateTable('deadlines.deadline')
		.set({ state: 'running' })
		.where('centre_id', '=', centreId)
		.where('id', '=', standing.id)
		.execute();
	const [due] = await recount(work, centreId, [standing]);
	await record(work, centreId, subject, 'deadline.resumed', { rule: standing.rule, dueOn: due?.dueOn });
});

async function openFor(work: Work, centreId: string, subject: Subject) {
	if (!mayPauseDeadlines(work.actor, centreId)) throw new Refused('只有中心的工作人员可以暂停或恢复计时。');
	const open = await openOf(work.db, centreId, subject);
	if (!open) throw new Missing('这件事现在没有期限在计时。请刷新页面看最新情况。');
	return open;
}

const record = (work: Work, centreId: string, subject: Subject, action: string, data: Record<string, unknown>) =>
	work.record({
		centreId,
		subject,
		action,
		as: staffRoleOf(work.actor, centreId) ?? 'system',
		channel: work.actor.kind === 'system' ? 'system' : 'online',
		data
	});
