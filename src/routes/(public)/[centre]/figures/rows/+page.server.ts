import { Missing } from '#kernel/errors.ts';
import { centreBySlug, communitiesOf } from '#modules/directory/server.ts';
import { CountedFilter, measures } from '#modules/statistics/index.ts';
import { countedWishes } from '#modules/statistics/server.ts';
import { channels, kinds, mayExportLedger, stateTones, wishLifecycle } from '#modules/wishes/index.ts';
import { categoriesOf } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../../share.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db, actor } = locals.context;
	const { id, slug } = await centreBySlug(db, params.centre).catch(refusedPage);
	const asked = CountedFilter.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) refusedPage(new Missing('没有这样的数字，请从“数字”页面点进来。'));
	const filter = asked.data;
	const [categories, communities] = [await categoriesOf(db, id), await communitiesOf(db, id)];
	const { next, wishes, ...found } = await countedWishes(db, id, filter, url.searchParams.get('after'));

	const words = [
		filter.month
			? `${filter.month.slice(0, 4)}年${Number(filter.month.slice(5))}月`
			: filter.year
				? `${filter.year}年`
				: '历年',
		filter.kind && kinds[filter.kind],
		filter.category && (categories.find(({ code }) => code === filter.category)?.name ?? '没有这个类别'),
		filter.community && (communities.find((community) => community.id === filter.community)?.name ?? '没有这个社区'),
		filter.channel && channels[filter.channel],
		filter.state && wishLifecycle.states[filter.state].label,
		measures[filter.measure]
	];
	const { month: _month, measure: _measure, year, ...sameInLedger } = filter;
	const search = new URLSearchParams(url.searchParams);
	search.delete('after');
	const first = search.size > 0 ? `?${search}` : url.pathname;
	if (next !== null) search.set('after', next);
	shareWithGuests(event);
	return {
		...found,
		wishes: wishes.map(({ kind, state, ...wish }) => ({
			...wish,
			kindName: kinds[kind],
			state: { label: wishLifecycle.states[state].label, tone: stateTones[state] }
		})),
		words: words.filter(Boolean).join(' · '),
		first: url.searchParams.has('after') ? first : null,
		next: next === null ? null : `?${search}`,
		figures: `/${slug}/figures?year=${year ?? 'all'}`,
		ledger: mayExportLedger(actor, id)
			? `/desk/${slug}/ledger?${new URLSearchParams({ year: String(year ?? 'all'), ...sameInLedger })}`
			: null
	};
};
