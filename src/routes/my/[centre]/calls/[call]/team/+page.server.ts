import { error } from '@sveltejs/kit';
import { formOf, readForm } from '#kernel/form.ts';
import { OpenTeamContact, whenWords } from '#modules/calls/index.ts';
import { openTeamContact, ownCall, teamsOf } from '#modules/calls/server.ts';
import { skillsOf } from '#modules/directory/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The members of a team, for its leader alone. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id: centreId } = await myCentre(context, params.centre);
	const { call, memberId, team } = await ownCall(context, centreId, params.call).catch(refusedPage);
	if (!team?.leads) error(404, '没有这个页面。');
	const [led] = await teamsOf(context.db, call, team.id);
	const skills = new Map((await skillsOf(context.db, centreId)).map(({ code, name }) => [code, name]));
	return {
		call: {
			...{ reference: call.reference, title: call.title, state: call.state, place: call.place },
			when: whenWords(call.startsAt, call.endsAt)
		},
		team: team.name,
		members: (led?.members ?? []).map((member) => ({
			...{ memberId: member.memberId, alias: member.alias, isSelf: member.memberId === memberId },
			skills: member.skills.map((code) => skills.get(code) ?? code).join('、')
		}))
	};
};

export const actions: Actions = {
	contact: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const { call } = await ownCall(context, centreId, params.call).catch(refusedPage);
		const form = await readForm(await formOf(request), OpenTeamContact);
		if (!form.ok) return malformed(form);
		const contact = await openTeamContact(context, { ...form.data, centreId, callId: call.id }).catch(
			(thrown: unknown) => refusedForm(thrown, { reason: form.data.reason, memberId: form.data.memberId })
		);
		if (!('name' in contact)) return contact;
		return { contact, values: { memberId: form.data.memberId }, issues: [], message: '' };
	}
};
