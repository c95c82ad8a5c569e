import { error } from '@sveltejs/kit';
import { newSubmissionKey } from '#kernel/form.ts';
import { organisationsOf } from '#modules/directory/server.ts';
import { Leave, PutOnRoster, SetQuota } from '#modules/posts/index.ts';
import { leaveShift, putOnRoster, setQuota } from '#modules/posts/server.ts';
import { membersCalled, shiftWork } from '#src/routes/post-pages.server.ts';
import { answerForm } from '#src/routes/posts.server.ts';
import { inShift } from '../../posts.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A shift for its organiser, and for an organisation that has places kept in it: whom of theirs it sends. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id, roster } = await inShift(context, params.centre, params.shift);
	const { shift, organises } = await shiftWork(context, id, params.shift);
	const q = url.searchParams.get('q')?.replaceAll('\0', '').trim().slice(0, 50) ?? '';
	const members = roster ? await membersCalled(context, id, { q, organisationId: roster.organisationId }) : [];
	const isIn = new Set(shift.people.filter(({ state }) => state === 'held').map(({ memberId }) => memberId));
	return {
		shift,
		organises,
		roster,
		q,
		members: members.filter((member) => !isIn.has(member.id)).map(({ id, name }) => ({ value: id, label: name })),
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
	roster: async ({ request, params, locals: { context } }) => {
		const { id: centreId, roster } = await inShift(context, params.centre, params.shift);
		if (!roster) error(404, '这一班没有留给本单位的名额。');
		return answerForm(request, PutOnRoster.omit({ organisationId: true }), async (data, key) => {
			const { organisationId } = roster;
			await putOnRoster(context, { ...data, organisationId, centreId, shiftId: params.shift }, key);
			return `/my/${params.centre}/posts/shifts/${params.shift}?done=added`;
		});
	},
	remove: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await inShift(context, params.centre, params.shift);
		return answerForm(request, Leave, async (data, key) => {
			await leaveShift(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/my/${params.centre}/posts/shifts/${params.shift}?done=removed`;
		});
	},
	quota: async ({ request, params, locals: { context } }) => {
		const { id: centreId } = await inShift(context, params.centre, params.shift);
		return answerForm(request, SetQuota, async (data, key) => {
			await setQuota(context, { ...data, centreId, shiftId: params.shift }, key);
			return `/my/${params.centre}/posts/shifts/${params.shift}?done=quota`;
		});
	}
};
