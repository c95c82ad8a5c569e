import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { body, Done, OfCall, OfTeam, ok, Person, tags, Team, written } from './api-schemas.server.ts';
import { openTeamContact } from './commands/open-team-contact.server.ts';
import { changeTeam, dissolveTeam, makeTeam, teamsByGrid } from './commands/teams.server.ts';
import { MakeTeam, OpenTeamContact, PeopleAsked } from './forms.ts';
import { callById } from './queries/calls.server.ts';
import { peopleOf } from './queries/people.server.ts';
import { teamsOf } from './queries/teams.server.ts';

const one = '/centres/{centre}/calls/{call}';
const Made = z.object({ id: z.uuid() });

const people = createRoute({
	...{ method: 'get', path: `${one}/people`, tags, summary: '名单', description: '每个数字后面的人，一页 50 位。' },
	request: { params: OfCall, query: PeopleAsked },
	responses: ok('一页', z.object({ people: z.array(Person), next: z.uuid().nullable() }))
});
const contact = createRoute({
	...{ method: 'post', path: `${one}/contact-openings`, tags, summary: '查看被通知的人的姓名和电话' },
	description:
		'队长看自己队里的人，工作人员看被通知的人。每次查看都会记下来。不要带 Idempotency-Key：结果是个人信息，不保存。',
	request: { params: OfCall, body: body(OpenTeamContact) },
	responses: ok('联系方式', z.object({ name: z.string().nullable(), phone: z.string().nullable() }))
});
const teams = createRoute({
	...{ method: 'get', path: `${one}/teams`, tags, summary: '队伍' },
	request: { params: OfCall },
	responses: ok('每一队', z.object({ teams: z.array(Team) }))
});
const make = createRoute({
	...{ method: 'post', path: `${one}/teams`, tags, summary: '编一队' },
	request: { params: OfCall, body: body(MakeTeam) },
	responses: ok('编好了', Made)
});
const byGrid = createRoute({
	...{ method: 'post', path: `${one}/grid-teams`, tags, summary: '还没编队的人按网格编队' },
	request: { params: OfCall },
	responses: ok('编好了', z.object({ made: z.int().meta({ description: '新编了几队' }) }))
});
const change = createRoute({
	...{ method: 'post', path: `${one}/teams/{team}`, tags, summary: '改队名、队员、队长' },
	request: { params: OfTeam, body: body(MakeTeam) },
	responses: ok('改好了', Made)
});
const dissolve = createRoute({
	...{ method: 'post', path: `${one}/teams/{team}/dissolution`, tags, summary: '解散一队' },
	request: { params: OfTeam },
	responses: ok('解散了', Done)
});

export const callPeopleApi = newRouter();

callPeopleApi.openapi(people, async (c) => {
	const { centre, call } = c.req.valid('param');
	const { id } = await centreBySlug(c.var.context.db, centre);
	const found = await peopleOf(c.var.context, await callById(c.var.context, id, call), c.req.valid('query'));
	return c.json({ people: z.array(Person).parse(written(found.people)), next: found.next }, 200);
});
callPeopleApi.openapi(contact, async (c) => {
	const { centre, call: callId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	return c.json(await openTeamContact(c.var.context, { ...c.req.valid('json'), centreId, callId }), 200);
});
callPeopleApi.openapi(teams, async (c) => {
	const { centre, call } = c.req.valid('param');
	const { id } = await centreBySlug(c.var.context.db, centre);
	const found = await teamsOf(c.var.context.db, await callById(c.var.context, id, call));
	return c.json({ teams: z.array(Team).parse(found) }, 200);
});
callPeopleApi.openapi(make, async (c) => {
	const { centre, call: callId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	return c.json(await makeTeam(c.var.context, { ...c.req.valid('json'), centreId, callId }, c.var.submissionKey), 200);
});
callPeopleApi.openapi(byGrid, async (c) => {
	const { centre, call: callId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	return c.json(await teamsByGrid(c.var.context, { centreId, callId }, c.var.submissionKey), 200);
});
callPeopleApi.openapi(change, async (c) => {
	const { centre, call: callId, team: teamId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	const team = { ...c.req.valid('json'), centreId, callId, teamId };
	return c.json(await changeTeam(c.var.context, team, c.var.submissionKey), 200);
});
callPeopleApi.openapi(dissolve, async (c) => {
	const { centre, call: callId, team: teamId } = c.req.valid('param');
	const { id: centreId } = await centreBySlug(c.var.context.db, centre);
	await dissolveTeam(c.var.context, { centreId, callId, teamId }, c.var.submissionKey);
	return c.json({ done: true as const }, 200);
});
