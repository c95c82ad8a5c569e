import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { setSetting, settingsOf } from '#modules/directory/server.ts';
import { answerForm, managedCentre } from '../../office.server.ts';
import { declared, fieldsOf, forms, valueIn, valueWords, type Declared } from '../declared.ts';
import { standingOn } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types';

function settingAt(name: string): Declared {
	const setting = declared.find((one) => one.name === name);
	if (!setting) error(404, '没有这项设置。');
	return setting;
}

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	const setting = settingAt(params.name);
	const history = (await settingsOf(context.db, id)).filter(({ name }) => name === setting.name);
	const today = shanghaiDate(context.clock());
	const { value, since, citation } = standingOn(setting, history, today);
	const { success } = setting.schema.safeParse(value);
	return {
		title: setting.title,
		fields: setting.fields,
		unit: setting.unit ?? '次',
		standard: `${valueWords(setting, setting.standard)}（${setting.citation}）`,
		now: { words: valueWords(setting, value), since, citation },
		start: { ...fieldsOf(setting, success ? value : setting.standard), effectiveFrom: today },
		history: history.map(({ value, effectiveFrom, citation, setBy, setAt }, at) => ({
			id: at,
			value: valueWords(setting, value),
			effectiveFrom,
			citation,
			setBy: setBy ?? '系统',
			setAt
		})),
		isDone: url.searchParams.get('done') === 'changed',
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await managedCentre(context, params.centre);
		const setting = settingAt(params.name);
		return answerForm(request, forms[setting.fields] as Form, async ({ effectiveFrom, citation, ...parts }, key) => {
			const value = z.json().parse(valueIn(setting, parts));
			await setSetting(context, { centreId, name: setting.name, value, effectiveFrom, citation }, key);
			return `/desk/${params.centre}/settings/${setting.name}?done=changed`;
		});
	}
};

type Form = z.ZodType<{ effectiveFrom: string; citation: string }>;
