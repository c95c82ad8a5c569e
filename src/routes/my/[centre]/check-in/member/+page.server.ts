import { redirect } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { formOf, newSubmissionKey } from '#kernel/form.ts';
import { CONSENT_WORDING, ReportMyself } from '#modules/checkins/index.ts';
import { reportMyself } from '#modules/checkins/server.ts';
import { dayParts, memberKinds, weekdays } from '#modules/directory/index.ts';
import { communitiesOf, gridsOf, organisationsOf, partyOrganisationsOf, skillsOf } from '#modules/directory/server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Question } from '../question.ts';
import { ask } from '../steps.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Typed = ReportMyself.omit({ organisationId: true, branchId: true });
const MOST_NAMES = 1000;

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	return {
		submissionKey: newSubmissionKey(),
		questions: await questionsOf(context, id),
		wording: CONSENT_WORDING
	};
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		return ask(await formOf(request), await questionsOf(context, centreId), Typed, async (data, key) => {
			const { id, isNew } = await reportMyself(context, { ...data, centreId }, key);
			redirect(303, `/my/${params.centre}/check-in/members/${id}?done=${isNew ? 'reported' : 'known'}`);
		});
	}
};

async function questionsOf({ db }: Context, centreId: string): Promise<Question[]> {
	const [units, branches] = [await organisationsOf(db, centreId), await partyOrganisationsOf(db, centreId)];
	// a branch may be called as its unit is
	const all = new Set([...units, ...branches].flatMap(({ name, active }) => (active ? [name] : [])));
	const names = [...all].slice(0, MOST_NAMES);
	const grids = await gridsOf(db, centreId);
	return [
		{
			...{ field: 'name', title: '您叫什么名字？', label: '姓名', as: 'text', autocomplete: 'name' },
			hint: '照身份证上的写，只有中心的工作人员看得到'
		},
		{
			...{ field: 'kind', title: '您是哪一类党员？', label: '党员类别', as: 'radios' },
			options: Object.entries(memberKinds).map(([value, label]) => ({ value, label }))
		},
		{
			...{ field: 'unit', title: '您在哪个单位或党支部？', label: '单位或党支部', as: 'text', optional: true, names },
			hint: '写几个字，从列出来的里面选；不在名单里的，写全称就好'
		},
		{
			...{ field: 'communityId', title: '您住在哪个社区？', label: '社区', as: 'radios' },
			options: (await communitiesOf(db, centreId)).map(({ id, name }) => ({ value: id, label: name }))
		},
		{
			...{ field: 'gridId', title: '您住在哪个网格？', label: '网格', as: 'radios', hint: '不清楚就选第一个' },
			options: [
				{ value: '', label: '还不清楚' },
				...grids.map((grid) => ({ value: grid.id, label: grid.name, within: grid.communityId }))
			]
		},
		{
			...{
				field: 'skills',
				title: '您有什么特长？',
				label: '特长',
				as: 'checks',
				hint: '社区有需要时，会先问有这门手艺的人'
			},
			options: (await skillsOf(db, centreId)).map(({ code, name }) => ({ value: code, label: name }))
		},
		{
			...{
				field: 'freeTimes',
				title: '您一般什么时候有空？',
				label: '有空的时间',
				as: 'checks',
				hint: '只作参考，不是排班'
			},
			options: weekdays.flatMap((day, weekday) =>
				dayParts.map((part, at) => ({ value: `${weekday}-${at}`, label: `${day}${part}` }))
			)
		},
		{ field: 'consent', title: '都对吗？', label: '同意', as: 'consent' }
	];
}
