import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { serviceFieldsOf } from '#modules/directory/server.ts';
import { SetRule } from '../forms.ts';
import type { RecordRole } from '../lifecycle.ts';
import { mayDecideRecords, maySeeRecords, rolesOn } from '../policy.ts';
import { tell } from './step.server.ts';

const InCentre = z.object({ centreId: z.uuid() });
type Rule = z.output<typeof SetRule>;

/** A rule by which a centre finds who deserves recognition. Returns its id. Tells `recognitionRule.added`. Errors: Missing, Refused, Invalid; Conflict when one is called so. */
export const addRule = command('records.addRule', SetRule.and(InCentre), async (work, input) => {
	const { centreId } = input;
	const as = mustDecide(work, centreId);
	await mustBeFields(work, centreId, input.fields);
	const id = newId();
	await work.db
		.insertInto('records.rule')
		.values({ centre_id: centreId, id, ...columnsOf(input) })
		.execute()
		.catch(taken(input.name));
	const subject = { kind: 'recognitionRule', id };
	await tell(work, { centreId, subject, action: 'recognitionRule.added', as, data: dataOf(input) });
	return id;
});

/** What was recognised by it stays. Whom it recognises stays too: that is another rule. Tells `recognitionRule.changed`. Errors: as above. */
export const changeRule = command(
	'records.changeRule',
	SetRule.and(InCentre.extend({ ruleId: z.uuid() })),
	async (work, input) => {
		const { centreId, ruleId } = input;
		const as = mustDecide(work, centreId);
		await mustBeFields(work, centreId, input.fields);
		const { subject_kind, every, ...columns } = columnsOf(input);
		const changed = await work.db
			.updateTable('records.rule')
			.set(columns)
			.where('centre_id', '=', centreId)
			.where('id', '=', ruleId)
			.where('subject_kind', '=', subject_kind)
			.where('every', '=', every)
			.returning('id')
			.executeTakeFirst()
			.catch(taken(input.name));
		if (!changed) throw new Missing('没有这条规则。表彰谁、按多久算不能改，请另设一条。');
		const subject = { kind: 'recognitionRule', id: ruleId };
		await tell(work, { centreId, subject, action: 'recognitionRule.changed', as, data: dataOf(input) });
	}
);

const columnsOf = (rule: Rule) => ({
	name: rule.name,
	subject_kind: rule.subjectKind,
	every: rule.every,
	least_minutes: rule.leastHours === undefined ? null : rule.leastHours * 60,
	least_times: rule.leastTimes ?? null,
	least_claims: rule.leastClaims ?? null,
	fields: rule.fields,
	active: rule.active
});

const dataOf = (rule: Rule): Record<string, unknown> => ({
	subjectKind: rule.subjectKind,
	every: rule.every,
	active: rule.active
});

/** Errors: Missing, Refused. */
export function mustDecide({ actor }: Work, centreId: string): RecordRole {
	const [role] = rolesOn(actor, { centreId });
	if (role && mayDecideRecords(actor, centreId)) return role;
	throw maySeeRecords(actor, centreId)
		? new Refused('表彰由工作人员和中心负责人办理。')
		: new Missing('没有这个页面。');
}

async function mustBeFields({ db }: Work, centreId: string, codes: readonly string[]): Promise<void> {
	const known = new Set((await serviceFieldsOf(db, centreId)).map(({ code }) => code));
	if (codes.every((code) => known.has(code))) return;
	const message = '请从列出的领域里选';
	throw new Invalid(message, [{ field: 'fields', message }]);
}

const taken = (name: string) => (error: unknown) => {
	const isTaken = error instanceof Error && 'code' in error && error.code === '23505';
	throw isTaken ? new Conflict(`已经有叫“${name}”的规则了。`) : error;
};
