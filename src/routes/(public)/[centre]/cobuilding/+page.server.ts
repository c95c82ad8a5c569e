import { nouns, stateLabel } from '#modules/cobuilding/index.ts';
import { coFilters, publicCards, publicStates, skillNames, type PublicKind } from '#modules/cobuilding/server.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import { unsent } from '../../unsent.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

const kinds = Object.keys(publicStates) as PublicKind[];
const PAGE = 24;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const { id, slug } = await centreBySlug(db, params.centre).catch(refusedPage);
	const { fields, communities } = await coFilters(db, id);

	// what the address asks for and the centre does not have narrows nothing
	const asked = (name: string) => url.searchParams.get(name);
	const kind = kinds.find((one) => nouns[one].path === asked('list')) ?? 'demand';
	const states: readonly string[] = publicStates[kind];
	const state = states.find((one) => one === asked('state')) ?? states[0] ?? '';
	const field = fields.find(({ value }) => value === asked('field'))?.value;
	const communityId = communities.find(({ value }) => value === asked('community'))?.value;
	const after = asked('after');
	const { cards, next } = await publicCards(db, id, kind, { state, field, communityId, after, limit: PAGE });

	const addressOf = (search: Record<string, string | undefined>): string => {
		const kept = { list: nouns[kind].path, state, field, community: communityId, ...search };
		const entries = Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return `/${slug}/cobuilding?${new URLSearchParams(entries)}`;
	};
	shareWithGuests(event);
	const view = {
		...{ kind, state, field, communityId, fields, communities, cards },
		list: nouns[kind].path,
		skills: await skillNames(db, id),
		tabs: kinds.map((one) => ({
			label: nouns[one].label,
			href: addressOf({ list: nouns[one].path, state: undefined }),
			isHere: one === kind
		})),
		states: states.map((one) => ({
			label: stateLabel(kind, one),
			href: addressOf({ state: one }),
			isHere: one === state
		})),
		unfiltered: addressOf({ field: undefined, community: undefined }),
		first: after === null ? null : addressOf({}),
		next: next === null ? null : addressOf({ after: next })
	};
	return { lists: unsent(view) };
};
