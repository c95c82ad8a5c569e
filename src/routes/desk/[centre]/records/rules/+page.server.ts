import { z } from 'zod';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { serviceFieldsOf } from '#modules/directory/server.ts';
import { ApplyRule, leastWords, mayDecideRecords, periodsAt } from '#modules/records/index.ts';
import { applyRule, rulesOf } from '#modules/records/server.ts';
import { doing, keysFor, recordsCentre } from '../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	const names = new Map((await serviceFieldsOf(context.db, id)).map(({ code, name }) => [code, name]));
	const rules = await rulesOf(context.db, id);
	const periods = periodsAt(shanghaiDate(context.clock()));
	return {
		rules: rules.map((rule) => ({
			...rule,
			words: leastWords(rule),
			fieldNames: rule.fields.map((code) => names.get(code) ?? code),
			periods: periods.filter((period) => period.includes('Q') === (rule.every === 'quarter')),
			submissionKey: keysFor('one').one
		})),
		mayDecide: mayDecideRecords(context.actor, id),
		suggested: url.searchParams.get('suggested')
	};
};

const Which = ApplyRule.extend({ ruleId: z.uuid('请从列表里选一条规则') });

export const actions: Actions = {
	default: doing(Which, async (context, data, { params: { centre } }, key) => {
		const suggested = await applyRule(context, data, key);
		return `/desk/${centre}/records/rules?suggested=${suggested}`;
	})
};
