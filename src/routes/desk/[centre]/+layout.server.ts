import { holds } from '#kernel/actor.ts';
import { mayCall } from '#modules/calls/index.ts';
import { mayManage } from '#modules/directory/index.ts';
import { mayReviewOpenings } from '#modules/people/index.ts';
import { mayOrganiseForCentre, maySeePosts } from '#modules/posts/index.ts';
import { maySeeRecords } from '#modules/records/index.ts';
import { mayCollect, maySeeAll } from '#modules/wishes/index.ts';
import { waitingCounts } from '#modules/wishes/server.ts';
import { deskOf } from './desk.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, url, cookies, locals: { context, presence } }) => {
	const { actor } = context;
	const { id, slug, name, phone, address, openingHours } = await deskOf(context, params.centre);
	const seesWishes = maySeeAll(actor, id);
	return {
		centre: { id, slug, name, phone, address, openingHours },
		elder: cookies.get('elder') === 'on',
		path: url.pathname + url.search,
		user: { name: presence.accountName ?? '' },
		/** Which parts of the desk are there for this visitor; each page checks for itself. */
		may: {
			seeWishes: seesWishes,
			seePosts: maySeePosts(actor, id),
			seeRecords: maySeeRecords(actor, id),
			attend: mayOrganiseForCentre(actor, id),
			collect: mayCollect(actor, id),
			call: mayCall(actor, id),
			keep: holds(actor, id, 'clerk') || mayManage(actor, id),
			manage: mayManage(actor, id),
			review: mayReviewOpenings(actor, id),
			audit: mayManage(actor, id) || holds(actor, id, 'auditor')
		},
		waiting: seesWishes ? await waitingCounts(context, id) : []
	};
};
