import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { mayOrganiseForCentre, shiftTime, type Shift } from '#modules/posts/index.ts';
import { organisedShift, shiftsToKeep, type ShiftPart } from '#modules/attendance/server.ts';
import { representedBy } from '#modules/attendance/index.ts';
import type { Centre } from '#modules/directory/server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../desk.server.ts';

/** Where somebody keeps attendance: at the desk, or, as the representative of an organiser, below /my. */
export type Place = 'desk' | 'my';

export const attendancePath = (place: Place, slug: string): string =>
	place === 'desk' ? `/desk/${slug}/attendance` : `/my/${slug}/attendance/manage`;

const centreOf: Record<Place, (context: Context, slug: string) => Promise<Centre>> = {
	desk: async (context, slug) => {
		const centre = await deskOf(context, slug);
		if (!mayOrganiseForCentre(context.actor, centre.id)) error(404, '没有这个页面。');
		return centre;
	},
	my: async (context, slug) => {
		const centre = await myCentre(context, slug);
		const may = mayOrganiseForCentre(context.actor, centre.id) || representedBy(context.actor, centre.id).length > 0;
		if (!may) error(404, '没有这个页面。');
		return centre;
	}
};

export interface Kept {
	centre: Centre;
	shift: Shift;
	/** The address of the shift's register. */
	base: string;
}

/** A shift of whoever runs it, for loads and actions. Answers 401 to a guest, 404 to all others. */
export async function keptShift(
	context: Context,
	place: Place,
	params: { centre: string; shift: string }
): Promise<Kept> {
	const centre = await centreOf[place](context, params.centre);
	const { shift } = await organisedShift(context, centre.id, params.shift).catch(refusedPage);
	return { centre, shift, base: `${attendancePath(place, params.centre)}/${shift.id}` };
}

/** What every page of a shift shows of it. */
export const headOf = ({ centre, shift, base }: Kept, now: Date) => ({
	site: centre.name,
	base,
	title: shift.title,
	when: shiftTime(shift, now),
	where: shift.place,
	isCancelled: shift.state === 'cancelled',
	isOver: shift.endsAt <= now,
	submissionKey: newSubmissionKey()
});

/** The list of shifts to choose from. */
export async function keptShifts(context: Context, place: Place, slug: string, url: URL) {
	const centre = await centreOf[place](context, slug);
	const asked = url.searchParams.get('part');
	const part: ShiftPart = asked === 'waiting' || asked === 'past' ? asked : 'now';
	const after = url.searchParams.get('after') ?? undefined;
	const { shifts, next } = await shiftsToKeep(context, centre.id, { part, after });
	const now = context.clock();
	return {
		...{ part, isFirst: after === undefined, next, here: attendancePath(place, slug) },
		shifts: shifts.map((shift) => ({ ...shift, when: shiftTime(shift, now) }))
	};
}
