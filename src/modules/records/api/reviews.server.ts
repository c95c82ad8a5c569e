import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import {
	decideReview,
	reopenReview,
	writeCommunityOpinion,
	writeSelfNote,
	writeUnitOpinion
} from '../commands/reviews.server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { startReview, startReviews } from '../commands/start-reviews.server.ts';
import { DecideReview, ReopenReview, StartReview, StartReviews, WriteOpinion, Year } from '../forms.ts';
import { reviewLifecycle, reviewStates, type ReviewAction } from '../lifecycle.ts';
import { yearOf } from '../period.ts';
import { levels, type Level } from '../recognition.ts';
import { reviewById, reviewsIn } from '../queries/reviews.server.ts';
import {
	after,
	answers,
	body,
	Centre,
	centreIdOf,
	Deadline,
	idOf,
	iso,
	Moment,
	Next,
	SubjectAnswer
} from './shared.server.ts';

const tags = ['年度评议'];
const Review = Centre.extend({ review: idOf('评议') });
const State = z.enum(reviewStates);
const Summary = z.object({
	id: z.uuid(),
	year: z.int(),
	subject: SubjectAnswer,
	unitName: z.string().nullable(),
	state: State,
	level: z.enum(Object.keys(levels) as [Level, ...Level[]]).nullable(),
	hasCommunityOpinion: z.boolean(),
	hasUnitOpinion: z.boolean(),
	deadline: Deadline
});
const Whole = Summary.extend({
	selfNote: z.string().nullable(),
	communityOpinion: z.string().nullable(),
	unitOpinion: z.string().nullable(),
	decidedAt: Moment
}).meta({ id: 'YearReview' });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/year-reviews',
	tags,
	summary: '一年的评议',
	request: {
		params: Centre,
		query: z.object({
			year: z.coerce.number().pipe(Year).optional().meta({ description: '不填就是今年' }),
			state: State.default('open'),
			after
		})
	},
	responses: answers('评议', z.object({ reviews: z.array(Summary), next: Next }))
});
const start = createRoute({
	method: 'post',
	path: '/centres/{centre}/year-reviews',
	tags,
	summary: '开始评议一位党员或一个单位',
	request: { params: Centre, body: body(StartReview) },
	responses: answers('评议的 id', z.object({ id: z.uuid() }))
});
const startAll = createRoute({
	method: 'post',
	path: '/centres/{centre}/year-reviews/starts',
	tags,
	summary: '开始评议这一年服务过的全部党员',
	description: '在后台一批一批地做；已经有的不会再有一份。',
	request: { params: Centre, body: body(StartReviews) },
	responses: answers('开始了', z.object({ year: z.int() }))
});
const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/year-reviews/{review}',
	tags,
	summary: '一份年度评议',
	request: { params: Review },
	responses: answers('评议', Whole)
});

const steps = {
	selfNote: { path: 'self-note', schema: WriteOpinion, act: writeSelfNote },
	communityOpinion: { path: 'community-opinion', schema: WriteOpinion, act: writeCommunityOpinion },
	unitOpinion: { path: 'unit-opinion', schema: WriteOpinion, act: writeUnitOpinion },
	decide: { path: 'decision', schema: DecideReview, act: decideReview },
	reopen: { path: 'reopening', schema: ReopenReview, act: reopenReview }
} as const satisfies Record<ReviewAction, unknown>;

export const reviewApi = newRouter();

reviewApi.openapi(list, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const asked = c.req.valid('query');
	const year = asked.year ?? Number(yearOf(shanghaiDate(c.var.context.clock())));
	return c.json(await reviewsIn(c.var.context, centreId, { ...asked, year }), 200);
});
reviewApi.openapi(start, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const id = await startReview(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey);
	return c.json({ id }, 200);
});
reviewApi.openapi(startAll, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const { year } = c.req.valid('json');
	await startReviews(c.var.context, { year, centreId }, c.var.submissionKey);
	return c.json({ year }, 200);
});
reviewApi.openapi(one, async (c) => {
	const { centre, review } = c.req.valid('param');
	const found = await reviewById(c.var.context, await centreIdOf(c.var.context, centre), review);
	return c.json({ ...found, decidedAt: iso(found.decidedAt) }, 200);
});

/** One operation for each step of the lifecycle. */
for (const [action, { path, schema, act }] of Object.entries(steps)) {
	const route = createRoute({
		method: 'post',
		path: `/centres/{centre}/year-reviews/{review}/${path}`,
		tags,
		summary: reviewLifecycle.actions[action as ReviewAction],
		request: { params: Review, body: body(schema as z.ZodObject) },
		responses: answers('现在的状态', z.object({ state: State }))
	});
	reviewApi.openapi(route, async (c) => {
		const { centre, review } = c.req.valid('param');
		const centreId = await centreIdOf(c.var.context, centre);
		const input = { ...c.req.valid('json'), centreId, reviewId: review } as never;
		return c.json({ state: await act(c.var.context, input, c.var.submissionKey) }, 200);
	});
}
