import type { Insertable } from 'kysely';
import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import type { DB } from '#kernel/tables.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { ApplyRule } from '../forms.ts';
import type { RecordRole } from '../lifecycle.ts';
import { periodWords, spanOf } from '../period.ts';
import { deserves } from '../recognition.ts';
import { doneBy } from '../queries/done.server.ts';
import { ruleById } from '../queries/rules.server.ts';
import { mustDecide } from './rules.server.ts';

const Input = ApplyRule.extend({ centreId: z.uuid(), ruleId: z.uuid() });
const AT_ONCE = 1000;

/**
 * Suggests everybody who meets a rule in a period and was not suggested by it yet: a person decides on each. Returns how
 * many. Tells `recognition.suggested` on each. Errors: Missing, Refused; Conflict for a period of another length, one that
 * has not begun, a rule that is retired.
 */
export const applyRule = command('records.applyRule', Input, async (work, { centreId, ruleId, period }) => {
	const as = mustDecide(work, centreId);
	const rule = await ruleById(work.db, centreId, ruleId);
	if (!rule) throw new Missing('没有这条规则。');
	if (!rule.active) throw new Conflict('这条规则已经停用。');
	if ((rule.every === 'quarter') !== period.includes('Q'))
		throw new Conflict(rule.every === 'quarter' ? '这条规则按季度算，请选一个季度。' : '这条规则按年算，请选一年。');
	if (spanOf(period).from > shanghaiDate(work.clock())) throw new Conflict(`${periodWords(period)}还没有到。`);
	const done = await doneBy(work.db, centreId, rule.subjectKind, spanOf(period), rule.fields);
	const found = [...done].filter(([, what]) => deserves(rule, what));
	const values = found.map(([id, what]) => ({
		...{ centre_id: centreId, id: newId(), rule_id: ruleId, rule_name: rule.name, period, ...what },
		...{ subject_kind: rule.subjectKind, state: 'suggested', reference: newReference(), suggested_at: work.clock() },
		...(rule.subjectKind === 'member' ? { member_id: id } : { organisation_id: id })
	}));
	let suggested = 0;
	for (let at = 0; at < values.length; at += AT_ONCE)
		suggested += await insert(work, centreId, values.slice(at, at + AT_ONCE), as);
	return suggested;
});

/** Whoever has one by this rule and for this period keeps it, whatever became of it. */
async function insert(
	work: Work,
	centreId: string,
	values: readonly Insertable<DB['records.recognition']>[],
	as: RecordRole
): Promise<number> {
	const inserted = await work.db
		.insertInto('records.recognition')
		.values(values)
		.onConflict((conflict) => conflict.doNothing())
		.returning(['id', 'rule_id', 'period'])
		.execute();
	await work.recordAll(
		inserted.map(({ id, rule_id, period }) => ({
			...{ centreId, subject: { kind: 'recognition', id }, action: 'recognition.suggested' },
			...{ as, channel: as === 'system' ? 'system' : 'online', data: { rule: rule_id, period } }
		}))
	);
	return inserted.length;
}
