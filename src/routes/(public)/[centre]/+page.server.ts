import { centreBySlug } from '#modules/directory/server.ts';
import { wall, wallPosition } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../share.server.ts';
import type { PageServerLoad } from './$types';

/** Among the newest that came true, those with a picture tell the story best. */
const LOOKED_AT = 24;
const SHOWN = 3;

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { context } = event.locals;
	const [{ id, districtName, openedOn, areaM2 }, since] = await Promise.all([
		centreBySlug(context.db, event.params.centre).catch(refusedPage),
		wallPosition(context.db)
	]);
	const [open, fulfilled] = await Promise.all([
		wall(context.db, id, { part: 'open', limit: SHOWN }),
		wall(context.db, id, { part: 'fulfilled', limit: LOOKED_AT })
	]);
	shareWithGuests(event);
	return {
		since,
		address: event.url.origin + event.url.pathname,
		about: { districtName, openedOn, areaM2 },
		waiting: open.wishes,
		fulfilled: fulfilled.wishes.toSorted((one, other) => Number(!!other.cover) - Number(!!one.cover)).slice(0, SHOWN)
	};
};
