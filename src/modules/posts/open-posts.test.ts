import { expect, test } from 'vitest';
import { clockAt } from '#kernel/clock.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, openPostIn, shiftIn } from '#tests/support/shifts.ts';
import { dayAndTime } from './series.ts';
import { closePost, createPost, openPosts, setQuota, shiftsOfPost, signUp } from './server.ts';

const { db, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [a = ''] = await membersReportedIn(context, cast, 1);

const weekly = await openPostIn(context, cast, { title: '文明出行劝导', field: 'traffic', place: '地铁口' });
const [soon, later] = [
	await shiftIn(context, cast, { postId: weekly, inHours: 30, places: 3 }),
	await shiftIn(context, cast, { postId: weekly, inHours: 200, places: 3 })
];
const once = await openPostIn(context, cast, { title: '社区义诊', field: 'care', communityId: null });
await shiftIn(context, cast, { postId: once, inHours: 10, places: 4 });
const titles = async (filter = {}, asked = context) =>
	(await openPosts(asked, centreId, filter)).posts.map(({ title }) => title);

test('the public list shows open posts with a shift to come, the soonest first, each once', async () => {
	await createPost(context, {
		...{ centreId, title: '还是草稿', field: 'care', place: '中心大厅', description: '还没有写好' }
	});
	const closed = await openPostIn(context, cast, { title: '不再招人' });
	await shiftIn(context, cast, { postId: closed });
	await closePost(context, { centreId, postId: closed });
	expect(await titles()).toEqual(['社区义诊', '文明出行劝导']);
});

test('a list goes on where the page before ended', async () => {
	const first = await openPosts(context, centreId, { limit: 1 });
	const second = await openPosts(context, centreId, { limit: 1, after: first.next ?? '' });
	expect([first, second].map(({ posts }) => posts[0]?.title)).toEqual(['社区义诊', '文明出行劝导']);
	expect(second.next).toBeNull();
});

test('it is narrowed by field, community, words and day', async () => {
	expect(await titles({ field: 'traffic' })).toEqual(['文明出行劝导']);
	expect(await titles({ communityId: cast.here.communityId })).toEqual(['文明出行劝导']);
	expect(await titles({ q: '出行 地铁' })).toEqual(['文明出行劝导']);
	expect(await titles({ q: '没有这个词' })).toEqual([]);
	const { day } = dayAndTime(new Date(Date.now() + 200 * 3_600_000));
	const onDay = await openPosts(context, centreId, { day, q: '劝导' });
	expect(onDay.posts.map(({ shift }) => shift.id)).toEqual([later]);
});

test('a card counts the places that anybody can still take: without those that are held or kept for an organisation', async () => {
	await signUp(asMember(context, cast, a), { centreId, shiftId: soon, memberId: a });
	await setQuota(context, { centreId, shiftId: soon, organisationId: cast.scopes.organisation, places: 1 });
	const [card] = (await openPosts(context, centreId, { field: 'traffic' })).posts;
	expect(card).toMatchObject({ hasMore: true, shift: { id: soon, places: 3, free: 1 } });
	// a day before it begins, what was kept is everybody's
	const dayBefore = { ...context, clock: clockAt(new Date(Date.now() + 8 * 3_600_000)) };
	const [line] = await shiftsOfPost(dayBefore, centreId, weekly);
	expect(line).toMatchObject({ held: 1, kept: 1, free: 2 });
});
