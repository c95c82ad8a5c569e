import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { claimersOf, findClaimers } from '#modules/directory/server.ts';
import type { Claimer, TransitionView, WishAction } from '#modules/wishes/index.ts';
import { categoriesOf, publicationDraft, type WishAtWork } from '#modules/wishes/server.ts';

type Offer = Pick<TransitionView, 'values' | 'claimers' | 'search' | 'categories' | 'publication'>;
type Asked = { recording: boolean; search: string | null };

const NOTHING: Offer = { values: {}, claimers: [], search: null, categories: [], publication: null };

/** What the form of an action lets one choose from, and what it proposes. */
export async function offerOf(
	context: Context,
	centreId: string,
	wish: WishAtWork,
	action: WishAction,
	asked: Asked
): Promise<Offer> {
	switch (action) {
		case 'publish':
			return publication(context, centreId, wish);
		case 'claim':
			return claim(context, centreId, wish, asked);
		case 'contact':
		case 'release':
			return held(context, centreId, wish, asked);
		case 'assess':
			return { ...NOTHING, values: { visitedOn: shanghaiDate(context.clock()) } };
		default:
			return NOTHING;
	}
}

async function publication({ db, ...context }: Context, centreId: string, wish: WishAtWork): Promise<Offer> {
	const { told, aliases, ...words } = await publicationDraft({ db, ...context }, centreId, wish.id);
	const categories = await categoriesOf(db, centreId);
	return {
		...NOTHING,
		values: { ...words, category: wish.category.code, places: String(wish.places) },
		categories: categories.map(({ code, name }) => ({ value: code, label: name })),
		publication: { told, aliases }
	};
}

/** At the desk somebody is looked for among all; everybody else claims as who they are. */
async function claim(
	{ db, actor }: Context,
	centreId: string,
	wish: WishAtWork,
	{ recording, search }: Asked
): Promise<Offer> {
	const q = search?.trim() ?? '';
	const found = recording
		? q === ''
			? []
			: await findClaimers(db, centreId, q)
		: await claimersOf(db, actor, centreId);
	return {
		...NOTHING,
		claimers: found.filter((one) => !holdsPlace(wish, one)).map((one) => ({ value: valueOf(one), label: one.label })),
		search: recording ? q : null
	};
}

async function held(
	{ db, actor, clock }: Context,
	centreId: string,
	wish: WishAtWork,
	{ recording }: Asked
): Promise<Offer> {
	const own = recording ? undefined : await claimersOf(db, actor, centreId);
	const claims = wish.claims.filter(({ claimer }) => !own || own.some(({ id }) => id === claimer.id));
	const claimers = claims.map(({ claimer, label }) => ({ value: valueOf(claimer), label }));
	const [only] = claimers.length === 1 ? claimers : [];
	return {
		...NOTHING,
		claimers,
		values: { contactedOn: shanghaiDate(clock()), ...(only ? { claimer: only.value } : {}) }
	};
}

const valueOf = ({ kind, id }: Claimer): string => `${kind}:${id}`;

const holdsPlace = ({ claims }: WishAtWork, { kind, id }: Claimer): boolean =>
	claims.some(({ claimer }) => claimer.kind === kind && claimer.id === id);
