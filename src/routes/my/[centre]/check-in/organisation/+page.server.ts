import { redirect } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { formOf, newSubmissionKey } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { ReportOwnUnit } from '#modules/checkins/index.ts';
import { reportOwnUnit } from '#modules/checkins/server.ts';
import { organisationKinds } from '#modules/directory/index.ts';
import { communitiesOf, organisationById, organisationsOf, serviceFieldsOf } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { z } from 'zod';
import type { Question } from '../question.ts';
import { ask } from '../steps.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Typed = ReportOwnUnit.omit({ organisationId: true }).extend({
	mayRepresent: z.literal(true).meta({ title: '“我受单位委托”' })
});
/** For a unit that is told by its name. */
const TypedByName = Typed.required({ name: true, kind: true });
const MOST_NAMES = 1000;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const organisationId = chosenIn(url);
	return {
		submissionKey: newSubmissionKey(),
		questions: await questionsOf(context, id, organisationId),
		unit: organisationId && (await organisationById(context.db, id, organisationId).catch(refusedPage)).name
	};
};

export const actions: Actions = {
	default: async ({ params, url, request, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const organisationId = chosenIn(url);
		const questions = await questionsOf(context, centreId, organisationId);
		const schema = organisationId === null ? TypedByName : Typed;
		return ask(await formOf(request), questions, schema, async ({ mayRepresent, ...data }, key) => {
			const input = { ...data, centreId, organisationId: mayRepresent ? organisationId : null };
			const { id, isNew } = await reportOwnUnit(context, input, key);
			redirect(303, `/my/${params.centre}/check-in/organisations/${id}?done=${isNew ? 'reported' : 'known'}`);
		});
	}
};

/** The unit that somebody speaks for already, as their page of check-ins says it. */
function chosenIn(url: URL): string | null {
	const id = url.searchParams.get('organisation') ?? undefined;
	return isId(id) ? id : null;
}

async function questionsOf({ db }: Context, centreId: string, organisationId: string | null): Promise<Question[]> {
	const names = (await organisationsOf(db, centreId)).flatMap(({ name, active }) => (active ? [name] : []));
	const unit: Question[] = [
		{
			...{ field: 'name', title: '您是哪个单位的？', label: '单位名称', as: 'text', names: names.slice(0, MOST_NAMES) },
			hint: '写几个字，从列出来的里面选；不在名单里的，写公章上的全称'
		},
		{
			...{ field: 'kind', title: '是哪一类单位？', label: '单位类别', as: 'radios' },
			options: Object.entries(organisationKinds).map(([value, label]) => ({ value, label }))
		}
	];
	return [
		...(organisationId === null ? unit : []),
		{
			...{ field: 'communityId', title: '向哪里报到？', label: '报到到', as: 'radios' },
			options: [
				{ value: '', label: '街道' },
				...(await communitiesOf(db, centreId)).map(({ id, name }) => ({ value: id, label: name }))
			]
		},
		{
			...{ field: 'fields', title: '能提供哪些服务？', label: '能提供的服务', as: 'checks' },
			options: (await serviceFieldsOf(db, centreId)).map(({ code, name }) => ({ value: code, label: name }))
		},
		{
			...{ field: 'resources', title: '还能提供什么资源？', label: '能提供的资源', as: 'area', optional: true },
			hint: '例如：会议室、停车位、讲师、志愿者'
		},
		{
			...{ field: 'contactName', title: '联系人叫什么名字？', label: '联系人姓名', as: 'text', autocomplete: 'name' },
			hint: '您登录的手机号就是联系电话'
		},
		{ field: 'mayRepresent', title: '都对吗？', label: '受单位委托', as: 'consent' }
	];
}
