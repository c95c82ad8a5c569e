import { grantsOf } from '#kernel/actor.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { shiftTime } from '#modules/posts/index.ts';
import { publicPost, shiftsOfMember, shiftsOfPost, type ShiftLine } from '#modules/posts/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../../share.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db, actor, clock } = locals.context;
	const { id } = await centreBySlug(db, params.centre).catch(refusedPage);
	const post = await publicPost(db, id, params.post).catch(refusedPage);
	const shifts = await shiftsOfPost(locals.context, id, post.id);
	const members = grantsOf(actor, id, 'member').map(({ scopeId }) => scopeId);
	const own = (await Promise.all(members.map((member) => shiftsOfMember(db, id, member, { from: clock() })))).flat();
	const now = clock();
	shareWithGuests(event);
	return {
		post: {
			id: post.id,
			title: post.title,
			field: post.field.name,
			community: post.community?.name ?? null,
			organiser: post.organiser,
			place: post.place,
			description: post.description,
			conditions: post.conditions,
			contact: post.contact,
			skills: post.skills.map(({ name }) => name),
			skillsRequired: post.skillsRequired,
			reference: post.reference,
			state: post.state
		},
		shifts: shifts.map((shift) => ({
			...shift,
			when: shiftTime(shift, now),
			hasBegun: shift.startsAt <= now,
			own: own.find((one) => one.id === shift.id)?.signUp ?? null
		})),
		next: shifts.find((shift) => isOffered(shift, now))?.id ?? null,
		address: url.origin + url.pathname
	};
};

const isOffered = ({ state, free, startsAt }: ShiftLine, now: Date): boolean =>
	state === 'open' && free > 0 && startsAt > now;
