import { Missing } from '#kernel/errors.ts';
import { centreBySlug, claimerLabels, communitiesOf } from '#modules/directory/server.ts';
import { CountedFilter, figureWords, searchOf } from '#modules/statistics/index.ts';
import { countedWishes } from '#modules/statistics/server.ts';
import { kinds, mayExportLedger, stateTones, wishLifecycle } from '#modules/wishes/index.ts';
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
	const { member, rating, ...filter } = asked.data;
	// which member took what, and who rated how, is for those who work on it
	if (member || rating) refusedPage(new Missing('没有这样的数字，请从“数字”页面点进来。'));
	const [categories, communities] = [await categoriesOf(db, id), await communitiesOf(db, id)];
	const { next, wishes, ...found } = await countedWishes(db, id, filter, { after: url.searchParams.get('after') });

	const organisation =
		filter.organisation && (await claimerLabels(db, id, [filter.organisation])).get(filter.organisation);
	const words = figureWords({
		...filter,
		categories,
		communities,
		claimer: filter.organisation && (organisation ?? '没有这个单位')
	});
	const { year } = filter;
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
		words,
		first: url.searchParams.has('after') ? first : null,
		next: next === null ? null : `?${search}`,
		figures: `/${slug}/figures?year=${year ?? 'all'}`,
		desk: mayExportLedger(actor, id) ? `/desk/${slug}/figures/rows?${searchOf(filter)}` : null
	};
};
