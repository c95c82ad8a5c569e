import { NameMe, namedWording } from '#modules/records/index.ts';
import { isNamed, nameMe } from '#modules/records/server.ts';
import type { Actions, PageServerLoad } from './$types';
import { doing, keysFor, ownMember } from '../own.server.ts';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { centre, memberId } = await ownMember(context, params.centre);
	return {
		named: await isNamed(context.db, centre.id, memberId),
		wording: namedWording,
		keys: keysFor('naming')
	};
};

export const actions: Actions = {
	default: doing(NameMe, async (context, data, { params: { centre } }, key) => {
		const { memberId } = await ownMember(context, centre);
		await nameMe(context, { ...data, memberId }, key);
		return `/my/${centre}/record`;
	})
};
