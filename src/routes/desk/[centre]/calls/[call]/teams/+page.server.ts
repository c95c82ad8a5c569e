import { z } from 'zod';
import { newSubmissionKey } from '#kernel/form.ts';
import { MakeTeam } from '#modules/calls/index.ts';
import { makeTeam, teamsByGrid, teamsOf, willingOf } from '#modules/calls/server.ts';
import { answerCallForm, callAt } from '../../call.server.ts';
import { called } from './called.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre, call } = await callAt(context, params);
	const [teams, willing] = await Promise.all([teamsOf(context.db, call), willingOf(context.db, call)]);
	return {
		call: { id: call.id, title: call.title, state: call.state },
		teams: teams.map(({ id, name, members }) => ({
			...{ id, name, count: members.length },
			leader: members.find(({ leads }) => leads)?.alias ?? null
		})),
		free: await called(
			context,
			centre.id,
			willing.filter(({ teamId }) => teamId === null)
		),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	make: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, MakeTeam, async (data, key) => {
			const { id } = await makeTeam(context, { ...data, centreId: centre.id, callId: call.id }, key);
			return `${base}/teams/${id}?done=made`;
		});
	},
	byGrid: async ({ request, params, locals: { context } }) => {
		const { centre, call, base } = await callAt(context, params);
		return answerCallForm(request, z.object({}), async (_, key) => {
			await teamsByGrid(context, { centreId: centre.id, callId: call.id }, key);
			return `${base}/teams?done=byGrid`;
		});
	}
};
