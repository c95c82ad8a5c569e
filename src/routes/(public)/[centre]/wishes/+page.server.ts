import { briefly } from '#kernel/brief.ts';
import { together } from '#kernel/gather.ts';
import { centreBySlug, communitiesOf } from '#modules/directory/server.ts';
import { kinds, keysOf } from '#modules/wishes/index.ts';
import { categoriesOf, countOpen, wall, wallParts, wallPosition, type WallFilter } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import { unsent } from '../../unsent.server.ts';
import type { PageServerLoad } from './$types';

type Part = NonNullable<WallFilter['part']>;

/** More are not counted: the wall says “200+”. */
const MOST = 200;
/** Of what is searched for, in characters. */
const LONGEST = 50;

const filtersOf = briefly((db, centreId = '') =>
	Promise.all([categoriesOf(db, centreId), communitiesOf(db, centreId)])
);

const wallTogether = together(wall);

const openOf = briefly((db, centreId = '') => countOpen(db, centreId, MOST));

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const { id, slug } = await centreBySlug(db, params.centre).catch(refusedPage);
	// before the wall is read: what happens from here on, the page hears of
	const [[categories, communities], since] = await Promise.all([filtersOf(db, id), wallPosition(db)]);

	// what the address asks for and the centre does not have narrows nothing
	const asked = (name: string) => url.searchParams.get(name);
	const part = partOf(asked('part'));
	const category = categories.find(({ code }) => code === asked('category'))?.code;
	const communityId = communities.find((community) => community.id === asked('community'))?.id;
	const kind = keysOf(kinds).find((one) => one === asked('kind'));
	const q = asked('q')?.replaceAll('\0', '').trim().slice(0, LONGEST) || undefined;
	const after = asked('after') ?? undefined;
	const [{ wishes, next }, open] = await Promise.all([
		wallTogether(db, id, { part, kind, category, communityId, q, after }),
		openOf(db, id)
	]);

	const addressOf = (search: { part?: Part; after?: string; filtered?: boolean }): string => {
		const { filtered = true, ...given } = { part, ...search };
		const kept = { ...given, ...(filtered && { kind, category, community: communityId, q }) };
		const entries = Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return `/${slug}/wishes?${new URLSearchParams(entries)}`;
	};
	shareWithGuests(event);
	const view = {
		part,
		tabs: partNames.map((name) => ({ name, label: wallParts[name], href: addressOf({ part: name }) })),
		categories: categories.map(({ code, name }) => ({ value: code, label: name })),
		communities: communities.map((community) => ({ value: community.id, label: community.name })),
		chosen: { kind, category, communityId, q },
		kinds: keysOf(kinds).map((value) => ({ value, label: kinds[value] })),
		since,
		address: url.origin + addressOf({}),
		open: open >= MOST ? `${MOST}+` : String(open),
		wishes,
		unfiltered: addressOf({ filtered: false }),
		first: after === undefined ? null : addressOf({}),
		next: next === null ? null : addressOf({ after: next })
	};
	return { wall: unsent(view) };
};

const partNames = Object.keys(wallParts) as Part[];
const partOf = (text: string | null): Part => partNames.find((name) => name === text) ?? 'open';
