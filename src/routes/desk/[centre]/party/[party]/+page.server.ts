import { newSubmissionKey } from '#kernel/form.ts';
import { aboveIt } from '#modules/directory/index.ts';
import { memberCounts, membersOf, partyOrganisationsOf } from '#modules/directory/server.ts';
import { RewritePartyOrganisation } from '#modules/people/index.ts';
import { rewritePartyOrganisation } from '#modules/people/server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { namesOf, partyAt, partyChoices } from '../party.server.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_LISTED = 20;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await keptCentre(context, params.centre);
	const { db } = context;
	const party = await partyAt(context, centreId, params.party);
	const all = await partyOrganisationsOf(db, centreId);
	const { members, next } = await membersOf(db, centreId, { branchId: party.id, active: true, limit: MOST_LISTED });
	const persons = members.map(({ personId }) => personId);
	const nameOf = await namesOf(db, centreId, [...persons, party.secretaryId, party.contactId]);
	const counts = await memberCounts(db, centreId);
	return {
		party: { ...party, secretary: nameOf(party.secretaryId), contact: nameOf(party.contactId) },
		above: aboveIt(all, party.id).map(({ id, name }) => ({ id, name })),
		below: all
			.filter(({ parentId }) => parentId === party.id)
			.map(({ id, name, level, active }) => ({ id, name, level, active, own: counts.get(id) ?? 0 })),
		members: members.map(({ id, personId, alias }) => ({ id, name: nameOf(personId) || alias })),
		hasMore: next !== null,
		own: counts.get(party.id) ?? 0,
		choices: await partyChoices(db, centreId, party),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id } = await partyAt(context, centreId, params.party);
		return answerForm(request, RewritePartyOrganisation.omit({ centreId: true, id: true }), async (data, key) => {
			await rewritePartyOrganisation(context, { ...data, centreId, id }, key);
			return `/desk/${params.centre}/party/${id}?done=changed`;
		});
	}
};
