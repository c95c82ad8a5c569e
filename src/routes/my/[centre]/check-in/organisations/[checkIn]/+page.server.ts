import { loadCheckIn } from '#src/routes/check-in-page.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre: slug, checkIn: id } = event.params;
	const centre = await myCentre(event.locals.context, slug);
	const listed = `/my/${slug}/check-in/organisations`;
	return { view: await loadCheckIn(event, centre, { kind: 'organisation', id, listed }) };
};
