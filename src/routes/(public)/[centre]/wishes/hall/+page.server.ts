import { centreBySlug } from '#modules/directory/server.ts';
import { countOpen, stories, wall, wallPosition } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import { shareWithGuests } from '../../../share.server.ts';
import { unsent } from '../../../unsent.server.ts';
import type { PageServerLoad } from './$types';

/** A small script turns the pages; without it the page itself leads to the next one. */
export const csr = false;

/** On one page of the screen, and how many pages of a kind. */
const CARDS = 6;
const STORIES = 2;
const PAGES = 4;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const [centre, since] = await Promise.all([centreBySlug(db, params.centre).catch(refusedPage), wallPosition(db)]);
	const [open, fulfilled, count] = await Promise.all([
		wall(db, centre.id, { part: 'open', limit: CARDS * PAGES }),
		stories(db, centre.id, { limit: STORIES * PAGES }),
		countOpen(db, centre.id)
	]);
	const pages = [
		...inPages(open.wishes, CARDS).map((wishes) => ({ wishes, stories: [] })),
		...inPages(fulfilled.stories, STORIES).map((told) => ({ wishes: [], stories: told }))
	];
	const asked = Number(url.searchParams.get('page')) || 0;
	const at = pages[asked] ? asked : 0;
	shareWithGuests(event);
	return {
		centre: { name: centre.name, phone: centre.phone, path: `/${centre.slug}` },
		since,
		pages: unsent(pages),
		at,
		next: `${url.pathname}?page=${(at + 1) % Math.max(1, pages.length)}`,
		open: count >= 200 ? '200+' : String(count),
		qr: drawQr(`${url.origin}/${centre.slug}/wishes`)
	};
};

const inPages = <T>(all: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
