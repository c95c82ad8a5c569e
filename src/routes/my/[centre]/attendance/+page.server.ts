import { ownShiftsNow } from '#modules/attendance/server.ts';
import { shiftTime } from '#modules/posts/index.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { PageServerLoad } from './$types';

/** A small script keeps scans for when there is a signal; without it the forms are plain ones. */
export const csr = false;

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const { memberId, shifts } = await ownShiftsNow(context, id).catch(refusedPage);
	const now = context.clock();
	return {
		memberId,
		here: `/my/${params.centre}/attendance`,
		shifts: shifts.map((shift) => ({
			...{ id: shift.id, title: shift.title, place: shift.place },
			when: shiftTime(shift, now)
		}))
	};
};
