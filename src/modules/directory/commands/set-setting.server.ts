import { accountOf } from '#kernel/actor.ts';
import { command } from '#kernel/command.ts';
import { Conflict, Refused } from '#kernel/errors.ts';
import { SetSetting } from '../forms.ts';
import { mayManage } from '../policy.ts';
import { recordKept, told, UNIQUE } from './keeping.server.ts';

/**
 * Chooses a value from a day on; what was chosen before stays in the history. Tells `setting.changed`.
 * Whether the value fits is the business of the setting's own schema. Errors: Refused unless an administrator; Conflict
 * when it was changed in the same instant.
 */
export const setSetting = command('directory.setSetting', SetSetting, async (work, input) => {
	const { centreId, name, value, effectiveFrom, citation } = input;
	if (work.actor.kind !== 'system' && !mayManage(work.actor, centreId)) throw new Refused('只有管理员可以修改设置。');
	await work.db
		.insertInto('directory.setting')
		.values({
			centre_id: centreId,
			name,
			effective_from: effectiveFrom,
			value: JSON.stringify(value),
			citation,
			set_by: accountOf(work.actor),
			set_at: work.clock()
		})
		.execute()
		.catch(told(UNIQUE, new Conflict('这项设置刚刚有人改过，请刷新页面再看。')));
	const data = { name, effectiveFrom };
	await recordKept(work, { centreId, subject: { kind: 'centre', id: centreId }, action: 'setting.changed', data });
});
