import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { MakeTeam } from '#modules/calls/index.ts';
import { changeTeam, dissolveTeam, teamsOf, willingOf } from '#modules/calls/server.ts';
import { skillsOf } from '#modules/directory/server.ts';
import { answerCallForm, callAt } from '../../../call.server.ts';
import { called } from '../called.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre, call } = await callAt(context, params);
	const [team] = isId(params.team) ? await teamsOf(context.db, call, params.team) : [];
	if (!team) error(404, '没有这一队。');
	const willing = await willingOf(context.db, call);
	const skills = new Map((await skillsOf(context.db, centre.id)).map(({ code, name }) => [code, name]));
	const choices = await called(
		context,
		centre.id,
		willing.filter(({ teamId }) => teamId === null || teamId === team.id)
	);
	const labels = new Map(choices.map(({ value, label }) => [value, label]));
	return {
		call: {
			...{ id: call.id, title: call.title, state: call.state, place: call.place },
			...{ startsAt: call.startsAt, endsAt: call.endsAt }
		},
		team: {
			id: team.id,
			name: team.name,
			members: team.members.map((member) => ({
				...{ memberId: member.memberId, leads: member.leads, label: labels.get(member.memberId) ?? member.alias },
				skills: member.skills.map((code) => skills.get(code) ?? code).join('、')
			}))
		},
		choices,
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	change: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, MakeTeam, async (data, key) => {
			const team = { ...data, centreId: centre.id, callId: call.id, teamId: params.team };
			await changeTeam(context, team, key);
			return `${base}/teams/${params.team}?done=changed`;
		});
	},
	dissolve: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, z.object({}), async (_, key) => {
			await dissolveTeam(context, { centreId: centre.id, callId: call.id, teamId: params.team }, key);
			return `${base}/teams?done=dissolved`;
		});
	}
};
