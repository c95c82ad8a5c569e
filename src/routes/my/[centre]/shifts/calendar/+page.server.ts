import { Refused } from '#kernel/errors.ts';
import { renewFeed } from '#modules/posts/server.ts';
import { refusedForm } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { ownMember } from '#src/routes/posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	return { isMember: ownMember(context.actor, id) !== undefined };
};

export const actions: Actions = {
	/** Shows the address once; kept is only a hash of it. */
	default: async ({ params, url, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		const memberId = ownMember(context.actor, centreId);
		if (memberId === undefined) return refusedForm(new Refused('只有党员可以订阅自己的班次。'));
		const { token } = await renewFeed(context, { centreId, memberId });
		return { address: `${url.origin}/my/${params.centre}/shifts.ics?token=${token}` };
	}
};
