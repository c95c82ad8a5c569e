import { serviceFieldsOf } from '#modules/directory/server.ts';
import { SetRule } from '#modules/records/index.ts';
import { addRule } from '#modules/records/server.ts';
import { doing, keysFor, ruledCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await ruledCentre(context, params.centre);
	return { fields: await serviceFieldsOf(context.db, id), keys: keysFor('rule') };
};

export const actions: Actions = {
	default: doing(SetRule, async (context, data, { params: { centre } }, key) => {
		await addRule(context, data, key);
		return `/desk/${centre}/records/rules`;
	})
};
