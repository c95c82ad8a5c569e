import { createRoute, z } from '@hono/zod-openapi';
import { errorResponses, newRouter } from '#kernel/api.ts';
import {
	Added,
	After,
	body,
	CentreParam,
	Changed,
	idIn,
	json,
	keptCentreOf,
	Next,
	Q,
	tags
} from './api-schemas.server.ts';
import { addPartyOrganisation, changePartyOrganisation } from './commands/party.server.ts';
import { AddPartyOrganisation, ChangePartyOrganisation } from './forms.ts';
import { keysOf, partyLevels } from './kinds.ts';
import { memberCounts, partyOrganisationById, partyPage } from './queries/party.server.ts';

const Party = z
	.object({
		id: z.uuid(),
		name: z.string(),
		level: z.enum(keysOf(partyLevels)),
		parentId: z.uuid().nullable().meta({ description: '上级党组织；null 就是最上面一级' }),
		organisationId: z.uuid().nullable(),
		organisationName: z.string().nullable(),
		communityId: z.uuid().nullable(),
		communityName: z.string().nullable(),
		secretaryId: z.uuid().nullable().meta({ description: '书记，是党员的 personId' }),
		contactId: z.uuid().nullable().meta({ description: '联系人，是党员的 personId' }),
		active: z.boolean()
	})
	.meta({ id: 'PartyOrganisation' });
const Detail = Party.extend({
	members: z.int().nonnegative().meta({ description: '自己的在册党员；1000 就是 1000 或更多' })
});
const One = CentreParam.extend({ party: z.string().max(40).meta({ description: '党组织的 id' }) });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/party-organisations',
	tags,
	summary: '党组织',
	request: {
		params: CentreParam,
		query: z.object({
			q: Q,
			level: z.enum(keysOf(partyLevels)).optional(),
			parent: z.uuid().optional().meta({ description: '只要这个党组织的下级' }),
			after: After
		})
	},
	responses: {
		200: { description: '党组织，一页 50 个', ...json(z.object({ organisations: z.array(Party), next: Next })) },
		...errorResponses
	}
});

const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/party-organisations/{party}',
	tags,
	summary: '一个党组织',
	request: { params: One },
	responses: { 200: { description: '党组织', ...json(Detail) }, ...errorResponses }
});

const add = createRoute({
	method: 'post',
	path: '/centres/{centre}/party-organisations',
	tags,
	summary: '添加党组织',
	request: { params: CentreParam, body: body(AddPartyOrganisation.omit({ centreId: true })) },
	responses: { 201: { description: '添加好了', ...json(Added) }, ...errorResponses }
});

const change = createRoute({
	method: 'put',
	path: '/centres/{centre}/party-organisations/{party}',
	tags,
	summary: '修改、移动、停用党组织',
	description: '写上改好以后的全部内容。不能挂在自己的下级下面：回答 409。',
	request: { params: One, body: body(ChangePartyOrganisation.omit({ centreId: true, id: true })) },
	responses: { 200: { description: '改好了', ...json(Changed) }, ...errorResponses }
});

const NONE = '没有这个党组织。';

export const partyApi = newRouter();

partyApi.openapi(list, async (c) => {
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	const { parent, ...filter } = c.req.valid('query');
	return c.json(await partyPage(c.var.context.db, centreId, { ...filter, parentId: parent }), 200);
});

partyApi.openapi(one, async (c) => {
	const { centre, party } = c.req.valid('param');
	const { db } = c.var.context;
	const centreId = await keptCentreOf(c.var.context, centre);
	const found = await partyOrganisationById(db, centreId, idIn(party, NONE));
	return c.json({ ...found, members: (await memberCounts(db, centreId)).get(found.id) ?? 0 }, 200);
});

partyApi.openapi(add, async (c) => {
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	const id = await addPartyOrganisation(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey);
	return c.json({ id }, 201);
});

partyApi.openapi(change, async (c) => {
	const { centre, party } = c.req.valid('param');
	const centreId = await keptCentreOf(c.var.context, centre);
	const input = { ...c.req.valid('json'), centreId, id: idIn(party, NONE) };
	await changePartyOrganisation(c.var.context, input, c.var.submissionKey);
	return c.json({ changed: true as const }, 200);
});
