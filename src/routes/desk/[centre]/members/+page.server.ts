import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { readForm } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { membersOf, wordsOf, type MemberDetail } from '#modules/directory/server.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { namesOnRoster, personsWithPhone } from '#modules/people/server.ts';
import { malformed } from '#src/routes/known-errors.server.ts';
import { communityOptions, organisationOptions, partyOptions } from '../choices.server.ts';
import { keptCentre } from '../office.server.ts';
import { askedIn, filterOf, searchOf } from './filter.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await keptCentre(context, params.centre);
	const { db } = context;
	const asked = askedIn(url.searchParams);
	const after = url.searchParams.get('after') ?? undefined;
	const { members, next } = await membersOf(db, id, { ...filterOf(id, asked), after: isId(after) ? after : undefined });
	return {
		asked,
		search: searchOf(asked),
		members: await linesOf(context, id, members),
		older: next && `?${searchOf(asked, next)}`,
		choices: {
			branches: await partyOptions(db, id, asked.branch),
			organisations: await organisationOptions(db, id, asked.organisation),
			communities: await communityOptions(db, id),
			skills: (await wordsOf(db, 'skills', id)).map(({ code, name }) => ({ value: code, label: name }))
		}
	};
};

export const actions: Actions = {
	/** Numbers stand in no address: what is found is shown in this answer. */
	phone: async ({ params, request, locals: { context } }) => {
		const { id } = await keptCentre(context, params.centre);
		const form = await readForm(request, z.object({ phone: MobilePhone }));
		if (!form.ok) return malformed(form);
		const persons = await personsWithPhone(context.db, id, form.data.phone);
		const { members } = await membersOf(context.db, id, { persons });
		return { found: await linesOf(context, id, members) };
	}
};

async function linesOf({ db }: Context, centreId: string, members: readonly MemberDetail[]) {
	const names = await namesOnRoster(
		db,
		centreId,
		members.map(({ personId }) => personId)
	);
	return members.map(({ id, personId, kind, alias, organisationName, branchName, active }) => ({
		...{ id, alias, organisationName, branchName, active },
		kind: memberKinds[kind as MemberKind],
		name: names.get(personId) ?? ''
	}));
}
