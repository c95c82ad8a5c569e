import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import type { Db } from '#kernel/db.ts';
import { Refused } from '#kernel/errors.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import {
	Attested,
	body,
	Centre,
	HoursAnswer,
	json,
	OfHours,
	OfShift,
	ScanAnswer,
	ShiftCode,
	Stay,
	tags
} from './api-schemas.server.ts';
import { attestHours } from './commands/attest.server.ts';
import { enterStays } from './commands/enter.server.ts';
import { organisedShift } from './commands/organised.server.ts';
import { scanShift } from './commands/scan.server.ts';
import { voidHours } from './commands/void.server.ts';
import { AttestHours, CheckCode, EnterStays, ScanShift, VoidHours } from './forms.ts';
import { dayOf, startOf } from './moment.ts';
import { maySeeHours } from './policy.ts';
import { checkCode, shownCode } from './queries/code.server.ts';
import { hoursOf, type Hours } from './queries/hours.server.ts';
import { sheetOf, type SheetRow } from './queries/sheet.server.ts';

const shiftPath = '/centres/{centre}/shifts/{shift}';
const ok = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
	200: { description, ...json(schema) },
	...errorResponses
});

const code = createRoute({
	method: 'get',
	path: `${shiftPath}/attendance-code`,
	tags,
	summary: '现在的签到码',
	description: '给现场屏幕用，只有主办的人能看。二维码的网址是 /my/{centre}/attendance/{shift}?code=…',
	request: { params: OfShift },
	responses: ok('现在的码', ShiftCode)
});

const codeCheck = createRoute({
	method: 'post',
	path: `${shiftPath}/attendance-code/checks`,
	tags,
	summary: '核对一个签到码',
	description: '这个码在这个班次显示过没有、什么时候。6 位数字只核对刚才的几分钟。',
	request: { params: OfShift, body: body(CheckCode) },
	responses: ok('对不对', z.object({ right: z.boolean(), shownAt: z.iso.datetime().nullable() }))
});

const scan = createRoute({
	method: 'post',
	path: `${shiftPath}/scans`,
	tags,
	summary: '党员扫码签到、签退',
	description:
		'id 由手机生成，同一个 id 不管发几次都是第一次的结果。没有信号时存在手机里，有了信号再发，agoSeconds 写多少秒以前扫的；时间以码为准，不看手机的钟。',
	request: { params: OfShift, body: body(ScanShift) },
	responses: ok('算不算数', ScanAnswer)
});

const stays = createRoute({
	method: 'get',
	path: `${shiftPath}/attendance`,
	tags,
	summary: '一个班次的签到表',
	request: { params: OfShift },
	responses: ok('名单上的每个人', z.object({ stays: z.array(Stay) }))
});

const entries = createRoute({
	method: 'post',
	path: `${shiftPath}/attendance`,
	tags,
	summary: '登记谁来了、谁走了',
	description: '现场登记，或者事后照纸质签到表录入。不写的时间不变，null 是去掉。',
	request: { params: OfShift, body: body(EnterStays) },
	responses: ok('改了几个人', z.object({ changed: z.int() }))
});

const attestations = createRoute({
	method: 'post',
	path: `${shiftPath}/attestations`,
	tags,
	summary: '认定时长',
	description: '由主办的人认定，不能认定自己的。同一段时间只算一次：重复的不认定，在 clashes 里说明还可以认定哪一段。',
	request: { params: OfShift, body: body(AttestHours) },
	responses: ok('认定了哪些', Attested)
});

const voiding = createRoute({
	method: 'post',
	path: '/centres/{centre}/hours/{hours}/voiding',
	tags,
	summary: '作废一条时长',
	description: '写明原因；作废的留着，可以重新认定。',
	request: { params: OfHours, body: body(VoidHours) },
	responses: ok('作废了', z.object({ shiftId: z.uuid(), memberId: z.uuid() }))
});

const MOST = 100;

const hours = createRoute({
	method: 'get',
	path: '/centres/{centre}/hours',
	tags,
	summary: '认定的时长',
	description: '党员看自己的，单位代表看本单位报名的，工作人员看全部。从近到远，一页最多 100 条。',
	request: {
		params: Centre,
		query: z.object({
			member: z.uuid().optional().meta({ description: '党员的 id' }),
			organisation: z.uuid().optional().meta({ description: '单位的 id' }),
			from: z.iso.date().optional().meta({ description: '从哪天起' }),
			to: z.iso.date().optional().meta({ description: '到哪天为止，含当天' }),
			after: z.uuid().optional().meta({ description: '上一页的 next' })
		})
	},
	responses: ok('时长', z.object({ hours: z.array(HoursAnswer), next: z.string().nullable() }))
});

export const attendanceApi = newRouter();

attendanceApi.openapi(code, async (c) => {
	const { id, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	const shown = await shownCode(c.var.context, id, shift);
	const { changesAt, from, until } = shown;
	const times = { changesAt: changesAt.toISOString(), from: from.toISOString(), until: until.toISOString() };
	return c.json({ code: shown.code, digits: shown.digits, ...times }, 200);
});

attendanceApi.openapi(codeCheck, async (c) => {
	const { id, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	const { right, shownAt } = await checkCode(c.var.context, id, shift, c.req.valid('json').code);
	return c.json({ right, shownAt: shownAt?.toISOString() ?? null }, 200);
});

attendanceApi.openapi(scan, async (c) => {
	const { id: centreId, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	return c.json(await scanShift(c.var.context, { ...c.req.valid('json'), centreId, shiftId: shift }), 200);
});

attendanceApi.openapi(stays, async (c) => {
	const { id, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	await organisedShift(c.var.context, id, shift);
	const rows = await sheetOf(c.var.context, id, shift);
	return c.json({ stays: rows.map(stayAnswer) }, 200);
});

attendanceApi.openapi(entries, async (c) => {
	const { id: centreId, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	const input = { ...c.req.valid('json'), centreId, shiftId: shift };
	return c.json(await enterStays(c.var.context, input, c.var.submissionKey), 200);
});

attendanceApi.openapi(attestations, async (c) => {
	const { id: centreId, shift } = await addressOf(c.var.context.db, c.req.valid('param'));
	const input = { ...c.req.valid('json'), centreId, shiftId: shift };
	return c.json(await attestHours(c.var.context, input, c.var.submissionKey), 200);
});

attendanceApi.openapi(voiding, async (c) => {
	const { centre, hours: hoursId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	return c.json(
		await voidHours(c.var.context, { ...c.req.valid('json'), centreId, hoursId }, c.var.submissionKey),
		200
	);
});

attendanceApi.openapi(hours, async (c) => {
	const { db, actor, clock } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	const { member, organisation, from, to, after } = c.req.valid('query');
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const of = { memberId: member, organisationId: organisation };
	if (!maySeeHours(actor, id, of)) throw new Refused('只能看自己的时长，或者您代表的单位的时长。');
	const period = { from: startOf(from ?? '2000-01-01'), to: dayAfter(to ?? dayOf(clock())) };
	const found = await hoursOf(db, id, { ...of, ...period, after, limit: MOST + 1 });
	const page = found.slice(0, MOST);
	const next = found.length > MOST ? (page.at(-1)?.id ?? null) : null;
	return c.json({ hours: page.map(hoursAnswer), next }, 200);
});

async function addressOf(db: Db, { centre, shift }: { centre: string; shift: string }) {
	return { id: (await centreBySlug(db, centre)).id, shift };
}

const dayAfter = (day: string): Date => new Date(startOf(day).getTime() + 24 * 3_600_000);

const stayAnswer = ({ memberId, alias, cameAt, leftAt, sentLate, hours }: SheetRow) => ({
	...{ memberId, alias, cameAt: cameAt?.toISOString() ?? null, leftAt: leftAt?.toISOString() ?? null, sentLate },
	hours: hours && {
		...{ id: hours.id, minutes: hours.minutes },
		...{ startsAt: hours.startsAt.toISOString(), endsAt: hours.endsAt.toISOString() }
	}
});

const hoursAnswer = ({ startsAt, endsAt, attestedAt, ...one }: Hours) => ({
	...one,
	...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), attestedAt: attestedAt.toISOString() }
});
