import type { Context } from '#kernel/command.ts';
import { formatYuan } from '#kernel/money.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { claimersOf, findClaimers } from '#modules/directory/server.ts';
import type { Claimer, TransitionView, WishAction } from '#modules/wishes/index.ts';
import { categoriesOf, publicationDraft, type WishAtWork } from '#modules/wishes/server.ts';

type Offer = Pick<
	TransitionView,
	'values' | 'claimers' | 'holders' | 'milestones' | 'parts' | 'lists' | 'search' | 'categories' | 'publication'
>;
type Asked = { recording: boolean; search: string | null; of: string | null; into: string | null };

const NOTHING: Offer = {
	values: {},
	claimers: [],
	holders: [],
	milestones: [],
	parts: [],
	lists: {},
	search: null,
	categories: [],
	publication: null
};

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
		case 'merge':
			return { ...NOTHING, values: { into: asked.into ?? '' } };
		case 'claim':
			return { ...(await claim(context, centreId, wish, asked)), parts: partsFor(wish, null) };
		case 'share':
			return share(context, centreId, wish, asked);
		case 'report':
			return { ...NOTHING, parts: wish.budget.items.map(({ id, item }) => ({ value: id, label: item })) };
		case 'submit':
			return {
				...NOTHING,
				values: wish.kind === 'wish' ? { handedOn: shanghaiDate(context.clock()), handedTo: '本人' } : {},
				parts: wish.budget.items.map(({ id, item }) => ({ value: id, label: item }))
			};
		case 'reassign':
			return {
				...(await claim(context, centreId, wish, asked)),
				holders: wish.claims.map(({ claimer, label }) => ({ value: valueOf(claimer), label }))
			};
		case 'lead':
			return {
				...NOTHING,
				claimers: wish.claims
					.filter(({ lead }) => !lead)
					.map(({ claimer, label }) => ({ value: valueOf(claimer), label }))
			};
		case 'budget':
			return { ...NOTHING, values: planned(wish) };
		case 'milestone':
			return {
				...NOTHING,
				values: { reachedOn: shanghaiDate(context.clock()) },
				milestones: wish.budget.milestones
					.filter(({ reachedOn }) => reachedOn === null)
					.map(({ position, title, dueOn }) => ({ value: String(position), label: `${title}（计划 ${dueOn}）` }))
			};
		case 'showThanks':
			return { ...NOTHING, values: { publicWords: wish.thanks?.publicWords ?? wish.thanks?.words ?? '' } };
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
	const { told, aliases, pictures, limitFen, ...words } = await publicationDraft({ db, ...context }, centreId, wish.id);
	const categories = await categoriesOf(db, centreId);
	return {
		...NOTHING,
		values: { ...words, category: wish.category.code, places: String(wish.places) },
		categories: categories.map(({ code, name }) => ({ value: code, label: name })),
		publication: { told, aliases, pictures, limitFen }
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

/** One claimer after the other chooses, of what nobody else carries. */
async function share(context: Context, centreId: string, wish: WishAtWork, asked: Asked): Promise<Offer> {
	const offer = await held(context, centreId, wish, asked);
	const who = offer.claimers.find(({ value }) => value === asked.of) ?? offer.claimers[0];
	const claim = wish.claims.find(({ claimer }) => valueOf(claimer) === who?.value);
	const carried = wish.budget.items.filter(({ claimId }) => claim && claimId === claim.id);
	return {
		...offer,
		values: { claimer: who?.value ?? '' },
		parts: partsFor(wish, claim?.id ?? null),
		lists: { partIds: carried.map(({ id }) => id) }
	};
}

const partsFor = ({ budget }: WishAtWork, claimId: string | null) =>
	budget.items
		.filter((item) => item.claimId === null || item.claimId === claimId)
		.map(({ id, item, amountFen }) => ({ value: id, label: `${item}，${formatYuan(amountFen)} 元` }));

/** The plan as it is typed: one item, one milestone a line. */
const planned = ({ budget: { items, milestones } }: WishAtWork) => ({
	items: items.map(({ item, amountFen }) => `${item} ${amountFen / 100}`).join('\n'),
	milestones: milestones.map(({ title, dueOn }) => `${title} ${dueOn}`).join('\n')
});

const valueOf = ({ kind, id }: Claimer): string => `${kind}:${id}`;

const holdsPlace = ({ claims }: WishAtWork, { kind, id }: Claimer): boolean =>
	claims.some(({ claimer }) => claimer.kind === kind && claimer.id === id);
