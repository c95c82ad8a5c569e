import { newSubmissionKey } from '#kernel/form.ts';
import { Leave, mayOrganiseForCentre, SetQuota, SignUp } from '#modules/posts/index.ts';
import { leaveShift, setQuota, signUp, waitForPlace } from '#modules/posts/server.ts';
import { organisationsOf } from '#modules/directory/server.ts';
import { membersCalled, shiftWork } from '#src/routes/post-pages.server.ts';
import { answerForm } from '#src/routes/posts.server.ts';
import { organisersDesk, postsDesk } from '../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who is in a shift and who waits; with `q`, whom one could add. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await postsDesk(context, params.centre);
	const { shift, organises } = await shiftWork(context, id, params.shift);
	const q = url.searchParams.get('q')?.replaceAll('\0', '').trim().slice(0, 50) ?? '';
	const mayAdd = organises && shift.state !== 'cancelled' && mayOrganiseForCentre(context.actor, id);
	const isIn = new Set(shift.people.map(({ memberId }) => memberId));
	const found = mayAdd && q !== '' ? await membersCalled(context, id, { q }) : [];
	return {
		shift,
		organises,
		mayAdd,
		q,
		found: found.map((member) => ({ ...member, isIn: isIn.has(member.id) })),
		organisations: organises
			? (await organisationsOf(context.db, id))
					.filter(({ active }) => active)
					.map(({ id: value, name }) => ({ value, label: name }))
			: [],
		submissionKey: newSubmissionKey(),
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	add: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, SignUp, async (data, key) => {
			await signUp(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/desk/${params.centre}/posts/shifts/${params.shift}?done=added`;
		});
	},
	wait: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, SignUp, async (data, key) => {
			await waitForPlace(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/desk/${params.centre}/posts/shifts/${params.shift}?done=waiting`;
		});
	},
	remove: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, Leave, async (data, key) => {
			await leaveShift(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/desk/${params.centre}/posts/shifts/${params.shift}?done=removed`;
		});
	},
	quota: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await organisersDesk(context, params.centre);
		return answerForm(request, SetQuota, async (data, key) => {
			await setQuota(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/desk/${params.centre}/posts/shifts/${params.shift}?done=quota`;
		});
	}
};
