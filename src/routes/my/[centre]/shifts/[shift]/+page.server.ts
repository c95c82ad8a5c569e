import { error, type RequestEvent } from '@sveltejs/kit';
import { Refused } from '#kernel/errors.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { isReported } from '#modules/checkins/server.ts';
import { Leave, shiftTime, SignUp } from '#modules/posts/index.ts';
import {
	leaveShift,
	ownSignUp,
	publicPost,
	shiftById,
	shiftInPost,
	signUp,
	waitForPlace
} from '#modules/posts/server.ts';
import { refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { answerForm, ownMember } from '#src/routes/posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One shift for a member: to sign up for it, to wait for it, to leave it. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await myCentre(context, params.centre);
	const shift =
		(await shiftById(context.db, centreId, params.shift)) ?? error(404, '没有这一班，请回到岗位页面再选一次。');
	const post = await publicPost(context.db, centreId, shift.postId).catch(refusedPage);
	const memberId = ownMember(context.actor, centreId);
	const line = await shiftInPost(context, centreId, shift.id);
	const own = memberId === undefined ? undefined : await ownSignUp(context.db, centreId, memberId, shift.id);
	const now = context.clock();
	return {
		submissionKey: newSubmissionKey(),
		shift: {
			when: shiftTime(shift, now),
			place: shift.place,
			state: shift.state,
			free: line.free,
			places: line.places,
			waiting: line.waiting,
			note: line.note,
			hasBegun: shift.startsAt <= now
		},
		post: {
			id: post.id,
			title: post.title,
			isOpen: post.state === 'open',
			organiser: post.organiser,
			conditions: post.conditions,
			contact: post.contact,
			skills: post.skills.map(({ name }) => name),
			skillsRequired: post.skillsRequired
		},
		isMember: memberId !== undefined,
		isReported: memberId !== undefined && (await isReported(context.db, centreId, { kind: 'member', id: memberId })),
		own: own && own.signUp !== 'cancelled' ? own.signUp : null,
		done: url.searchParams.get('done')
	};
};

type Event = Pick<RequestEvent<{ centre: string; shift: string }>, 'params' | 'locals'>;

/** As which member the visitor acts; who is none gets a refusal that says how to become one. */
async function acting({ params, locals: { context } }: Event) {
	const { id: centreId } = await myCentre(context, params.centre);
	const memberId = ownMember(context.actor, centreId);
	return { centreId, memberId, shiftId: params.shift, here: `/my/${params.centre}/shifts/${params.shift}` };
}

const NO_MEMBER = new Refused('报名岗位要有党员的身份。请先向所住的社区报到，社区接收以后就可以报名了。');

export const actions: Actions = {
	signUp: async (event) => {
		const { memberId, here, ...place } = await acting(event);
		if (memberId === undefined) return refusedForm(NO_MEMBER);
		return answerForm(event.request, SignUp.omit({ memberId: true }), async (data, key) => {
			await signUp(event.locals.context, { ...data, ...place, memberId }, key);
			return `${here}?done=signedUp`;
		});
	},
	wait: async (event) => {
		const { memberId, here, ...place } = await acting(event);
		if (memberId === undefined) return refusedForm(NO_MEMBER);
		return answerForm(event.request, SignUp.omit({ memberId: true }), async (data, key) => {
			await waitForPlace(event.locals.context, { ...data, ...place, memberId }, key);
			return `${here}?done=waiting`;
		});
	},
	leave: async (event) => {
		const { memberId, here, ...place } = await acting(event);
		if (memberId === undefined) return refusedForm(NO_MEMBER);
		return answerForm(event.request, Leave.omit({ memberId: true }), async (data, key) => {
			await leaveShift(event.locals.context, { ...data, ...place, memberId }, key);
			return `${here}?done=left`;
		});
	}
};
