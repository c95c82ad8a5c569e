import { shanghaiDate } from '#modules/deadlines/index.ts';
import { settingsOf } from '#modules/directory/server.ts';
import { managedCentre } from '../office.server.ts';
import { declared, valueWords } from './declared.ts';
import { standingOn } from './standing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await managedCentre(context, params.centre);
	const history = await settingsOf(context.db, id);
	const today = shanghaiDate(context.clock());
	return {
		settings: declared.map((setting) => {
			const { value, since, citation, next } = standingOn(setting, history, today);
			return {
				name: setting.name,
				title: setting.title,
				standard: valueWords(setting, setting.standard),
				value: valueWords(setting, value),
				since,
				citation,
				next: next && { value: valueWords(setting, next.value), from: next.effectiveFrom }
			};
		})
	};
};
