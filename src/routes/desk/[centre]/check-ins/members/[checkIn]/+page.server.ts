import { loadCheckIn } from '#src/routes/check-in-page.server.ts';
import { keptCentre } from '../../../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre: slug, checkIn: id } = event.params;
	const centre = await keptCentre(event.locals.context, slug);
	const listed = `/desk/${slug}/check-ins/members`;
	return { view: await loadCheckIn(event, centre, { kind: 'member', id, listed }) };
};
