import { newSubmissionKey } from '#kernel/form.ts';
import { mayManage, partyLevels } from '#modules/directory/index.ts';
import { membersOf, partyPage } from '#modules/directory/server.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { RewriteOrganisation } from '#modules/people/index.ts';
import { rewriteOrganisation } from '#modules/people/server.ts';
import { communityOptions } from '../../choices.server.ts';
import { answerForm, keptCentre } from '../../office.server.ts';
import { namesOf } from '../../party/party.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { organisationAt } from './organisation.server.ts';

const MOST_LISTED = 20;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await keptCentre(context, params.centre);
	const { db } = context;
	const { contactId, ...organisation } = await organisationAt(context, centreId, params.organisation);
	const holders = await holdersOf(db, 'organisationRepresentative', [organisation.id]);
	const filter = { organisationId: organisation.id, active: true, limit: MOST_LISTED };
	const { members, next } = await membersOf(db, centreId, filter);
	const { organisations: parties } = await partyPage(db, centreId, { organisationId: organisation.id });
	const nameOf = await namesOf(db, centreId, [contactId, ...members.map(({ personId }) => personId)]);
	return {
		organisation: { ...organisation, contact: nameOf(contactId) },
		parties: parties.map(({ id, name, level }) => ({ id, name, level: partyLevels[level] })),
		members: members.map(({ id, personId, alias }) => ({ id, name: nameOf(personId) || alias })),
		hasMore: next !== null,
		communities: await communityOptions(db, centreId),
		representatives: holders.get(organisation.id) ?? [],
		mayOpenAccounts: mayManage(context.actor, centreId),
		done: url.searchParams.get('done'),
		submissionKey: newSubmissionKey()
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await keptCentre(context, params.centre);
		const { id } = await organisationAt(context, centreId, params.organisation);
		return answerForm(request, RewriteOrganisation.omit({ centreId: true, id: true }), async (data, key) => {
			await rewriteOrganisation(context, { ...data, centreId, id }, key);
			return `/desk/${params.centre}/organisations/${id}?done=changed`;
		});
	}
};
