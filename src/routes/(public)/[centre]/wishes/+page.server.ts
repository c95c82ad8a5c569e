import { briefly } from '#kernel/brief.ts';
import { centreBySlug, communitiesOf } from '#modules/directory/server.ts';
import { categoriesOf, countOpen, wall, wallParts, type WallFilter } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import type { PageServerLoad } from './$types';

type Part = NonNullable<WallFilter['part']>;

/** More are not counted: the wall says “200+”. */
const MOST = 200;

const filtersOf = briefly((db, centreId = '') =>
	Promise.all([categoriesOf(db, centreId), communitiesOf(db, centreId)])
);

const openOf = briefly((db, centreId = '') => countOpen(db, centreId, MOST));

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const { id, slug } = await centreBySlug(db, params.centre).catch(refusedPage);
	const [categories, communities] = await filtersOf(db, id);

	// what the address asks for and the centre does not have narrows nothing
	const asked = (name: string) => url.searchParams.get(name);
	const part = partOf(asked('part'));
	const category = categories.find(({ code }) => code === asked('category'))?.code;
	const communityId = communities.find((community) => community.id === asked('community'))?.id;
	const after = asked('after') ?? undefined;
	const [{ wishes, next }, open] = await Promise.all([
		wall(db, id, { part, category, communityId, after }),
		openOf(db, id)
	]);

	const addressOf = (search: { part?: Part; after?: string; filtered?: boolean }): string => {
		const { filtered = true, ...given } = { part, ...search };
		const kept = { ...given, ...(filtered && { category, community: communityId }) };
		const entries = Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return `/${slug}/wishes?${new URLSearchParams(entries)}`;
	};
	shareWithGuests(event);
	return {
		part,
		tabs: partNames.map((name) => ({ name, label: wallParts[name], href: addressOf({ part: name }) })),
		categories: categories.map(({ code, name }) => ({ value: code, label: name })),
		communities: communities.map((community) => ({ value: community.id, label: community.name })),
		chosen: { category, communityId },
		open: open >= MOST ? `${MOST}+` : String(open),
		wishes,
		unfiltered: addressOf({ filtered: false }),
		first: after === undefined ? null : addressOf({}),
		next: next === null ? null : addressOf({ after: next })
	};
};

const partNames = Object.keys(wallParts) as Part[];
const partOf = (text: string | null): Part => partNames.find((name) => name === text) ?? 'open';
