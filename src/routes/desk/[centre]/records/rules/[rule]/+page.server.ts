import { error } from '@sveltejs/kit';
import { serviceFieldsOf } from '#modules/directory/server.ts';
import { SetRule } from '#modules/records/index.ts';
import { changeRule, ruleById } from '#modules/records/server.ts';
import { doing, keysFor, ruledCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await ruledCentre(context, params.centre);
	const rule = await ruleById(context.db, id, params.rule);
	if (!rule) error(404, '没有这条规则。');
	return { rule, fields: await serviceFieldsOf(context.db, id), keys: keysFor('rule') };
};

export const actions: Actions = {
	default: doing(SetRule, async (context, data, { params: { centre, rule = '' } }, key) => {
		await changeRule(context, { ...data, ruleId: rule }, key);
		return `/desk/${centre}/records/rules`;
	})
};
