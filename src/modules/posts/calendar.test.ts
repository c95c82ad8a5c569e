import { expect, test } from 'vitest';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, openPostIn, shiftIn } from '#tests/support/shifts.ts';
import { calendarBehind, renewFeed, signUp } from './server.ts';

const { db, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const centre = { ...cast.here, name: '本街党群服务中心' };
const [memberId = ''] = await membersReportedIn(context, cast, 1);
const own = asMember(context, cast, memberId);
const behind = (token: string) => calendarBehind(context, centre, token, 'https://example.cn');

test('a member’s calendar tells their shifts in Shanghai time, and nobody’s name', async () => {
	const postId = await openPostIn(context, cast, { title: '清扫, 巡查' });
	const startsAt = `${new Date().getFullYear() + 1}-12-05T01:00:00Z`;
	const shiftId = await shiftIn(context, cast, { postId, startsAt, endsAt: startsAt.replace('T01', 'T03') });
	await signUp(own, { centreId, shiftId, memberId });
	const { token } = await renewFeed(own, { centreId, memberId });
	const calendar = await behind(token);
	expect(calendar).toMatch(/DTSTART;TZID=Asia\/Shanghai:\d{4}1205T090000\r\n/);
	expect(calendar).toMatch(/DTSTAMP:\d{8}T\d{6}Z\r\n/);
	expect(calendar).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n');
	expect(calendar).toContain('SUMMARY:清扫\\, 巡查');
	expect(calendar).not.toContain('梁');
});

test('a new address makes the one before void, and of neither more than a hash is kept', async () => {
	const first = await renewFeed(own, { centreId, memberId });
	const second = await renewFeed(own, { centreId, memberId });
	expect(await behind(first.token)).toBeUndefined();
	expect(await behind(second.token)).toBeDefined();
	const row = await db.selectFrom('posts.feed').selectAll().executeTakeFirstOrThrow();
	expect(JSON.stringify(row)).not.toContain(second.token);
});

test('nobody makes an address for another', async () => {
	await expect(renewFeed(cast.as('clerk'), { centreId, memberId })).rejects.toThrow(/只能为自己/);
});
