import { briefly } from '#kernel/brief.ts';
import { centreBySlug, communitiesOf, serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { shiftTime } from '#modules/posts/index.ts';
import { openPosts } from '#modules/posts/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import { unsent } from '../../unsent.server.ts';
import type { PageServerLoad } from './$types';

/** Of what is searched for, in characters. */
const LONGEST = 50;

const wordsOf = briefly((db, centreId = '') =>
	Promise.all([serviceFieldsOf(db, centreId), communitiesOf(db, centreId), skillsOf(db, centreId)])
);

/** Nothing here needs script: the page is its HTML. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db, clock } = locals.context;
	const { id, slug } = await centreBySlug(db, params.centre).catch(refusedPage);
	const [fields, communities, skills] = await wordsOf(db, id);
	// what the address asks for and the centre does not have narrows nothing
	const asked = (name: string) => url.searchParams.get(name);
	const field = fields.find(({ code }) => code === asked('field'))?.code;
	const communityId = communities.find((community) => community.id === asked('community'))?.id;
	const day = isDay(asked('day')) ? (asked('day') ?? undefined) : undefined;
	const q = asked('q')?.replaceAll('\0', '').trim().slice(0, LONGEST) || undefined;
	const after = asked('after') ?? undefined;
	const { posts, next } = await openPosts(locals.context, id, { field, communityId, day, q, after });

	const addressOf = (given: Record<string, string | undefined>): string => {
		const entries = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
		return `/${slug}/posts${entries.length > 0 ? `?${new URLSearchParams(entries)}` : ''}`;
	};
	const filter = { field, community: communityId, day, q };
	const names = new Map(skills.map(({ code, name }) => [code, name]));
	shareWithGuests(event);
	const view = {
		fields: fields.map(({ code, name }) => ({ value: code, label: name })),
		communities: communities.map((community) => ({ value: community.id, label: community.name })),
		chosen: { field, communityId, day, q },
		address: url.origin + addressOf(filter),
		posts: posts.map(({ shift, skills, field, community, reference: _, description: __, ...post }) => ({
			...post,
			field: field.name,
			community: community?.name ?? null,
			skills: skills.map((code) => names.get(code) ?? code),
			when: shiftTime(shift, clock()),
			free: shift.free,
			places: shift.places
		})),
		unfiltered: addressOf({}),
		first: after === undefined ? null : addressOf(filter),
		next: next === null ? null : addressOf({ ...filter, after: next })
	};
	return { list: unsent(view) };
};

const isDay = (text: string | null): boolean =>
	text !== null && /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && isReal(text);

/** 2026-02-30 is read as a day of March. */
const isReal = (text: string): boolean => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
