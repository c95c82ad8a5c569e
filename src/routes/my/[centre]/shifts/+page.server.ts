import { shiftTime, type OwnShift } from '#modules/posts/index.ts';
import { pastShiftsOfMember, shiftsOfMember } from '#modules/posts/server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { ownMember } from '#src/routes/posts.server.ts';
import type { PageServerLoad } from './$types';

/** A member's shifts: what comes next first; then what was. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const memberId = ownMember(context.actor, id);
	const now = context.clock();
	const line = (shift: OwnShift) => ({
		id: shift.id,
		signUpId: shift.signUpId,
		title: shift.title,
		place: shift.place,
		when: shiftTime(shift, now),
		signUp: shift.signUp,
		state: shift.state,
		note: shift.note
	});
	if (memberId === undefined) return { isMember: false, coming: [], past: [], older: null };
	const after = url.searchParams.get('after') ?? undefined;
	const past = await pastShiftsOfMember(context, id, memberId, after);
	return {
		isMember: true,
		coming: after === undefined ? (await shiftsOfMember(context.db, id, memberId, { from: now })).map(line) : [],
		past: past.shifts.map(line),
		older: past.next && `?${new URLSearchParams({ after: past.next })}`
	};
};
