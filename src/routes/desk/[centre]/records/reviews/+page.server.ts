import { z } from 'zod';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mayWriteRecords, reviewStates, StartReviews, Year, yearOf } from '#modules/records/index.ts';
import { reviewsIn, startReview, startReviews } from '#modules/records/server.ts';
import { afterIn, doing, keysFor, olderOf, recordsCentre } from '../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	const now = Number(yearOf(shanghaiDate(context.clock())));
	const asked = z.coerce.number().pipe(Year).safeParse(url.searchParams.get('year'));
	const year = asked.success ? asked.data : now;
	const state = reviewStates.find((one) => one === url.searchParams.get('state')) ?? 'open';
	const { reviews, next } = await reviewsIn(context, id, { year, state, after: afterIn(url) });
	return {
		...{ year, state, reviews, years: [now, now - 1, now - 2, now - 3] },
		older: olderOf(next, { year: String(year), state }),
		mayWrite: mayWriteRecords(context.actor, id),
		isStarted: url.searchParams.has('started'),
		keys: keysFor('all')
	};
};

const One = z.object({ kind: z.enum(['member', 'organisation']), id: z.uuid(), year: Year });

export const actions: Actions = {
	one: doing(One, async (context, { centreId, kind, id, year }, { params: { centre } }, key) => {
		const review = await startReview(context, { centreId, subject: { kind, id }, year }, key);
		return `/desk/${centre}/records/reviews/${review}`;
	}),
	all: doing(StartReviews, async (context, data, { params: { centre } }, key) => {
		await startReviews(context, data, key);
		return `/desk/${centre}/records/reviews?year=${data.year}&started`;
	})
};
