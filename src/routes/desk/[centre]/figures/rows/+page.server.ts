import { Missing } from '#kernel/errors.ts';
import { claimerLabels, communitiesOf } from '#modules/directory/server.ts';
import { CountedFilter, figureWords } from '#modules/statistics/index.ts';
import { countedWishes } from '#modules/statistics/server.ts';
import { kinds, spokenReference, stateTones, wishLifecycle } from '#modules/wishes/index.ts';
import { categoriesOf } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { figuresOf } from '../figures.server.ts';
import type { PageServerLoad } from './$types';

/** Every wish behind a figure, also what is not public. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { db } = context;
	const { id, slug } = await figuresOf(context, params.centre);
	const asked = CountedFilter.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) refusedPage(new Missing('没有这样的数字，请从“数字”页面点进来。'));
	const { organisation, member, rating, month, measure, year, ...sameInLedger } = asked.data;
	const after = url.searchParams.get('after');
	const { next, wishes, count } = await countedWishes(db, id, asked.data, { after, whose: 'staff' });
	const [categories, communities] = [await categoriesOf(db, id), await communitiesOf(db, id)];
	const claimer = organisation ?? member;
	const labels = await claimerLabels(db, id, claimer === undefined ? [] : [claimer]);
	const search = new URLSearchParams(url.searchParams);
	search.delete('after');
	const first = `?${search}`;
	if (next !== null) search.set('after', next);
	const isInLedger = !organisation && !member && !rating && !month && measure === 'collected';
	return {
		count,
		wishes: wishes.map((wish) => ({
			...wish,
			reference: spokenReference(wish.reference),
			kindName: kinds[wish.kind],
			state: { label: wishLifecycle.states[wish.state].label, tone: stateTones[wish.state] }
		})),
		words: figureWords({
			...asked.data,
			...{ categories, communities },
			claimer: claimer === undefined ? undefined : (labels.get(claimer) ?? '没有这个认领人')
		}),
		first: after === null ? null : first,
		next: next === null ? null : `?${search}`,
		figures: `/desk/${slug}/figures?year=${year ?? 'all'}`,
		ledger: isInLedger
			? `/desk/${slug}/ledger?${new URLSearchParams({ year: String(year ?? 'all'), ...sameInLedger })}`
			: null
	};
};
