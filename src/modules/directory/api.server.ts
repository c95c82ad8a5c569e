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
import { addOrganisation, changeOrganisation } from './commands/organisations.server.ts';
import { AddOrganisation, ChangeOrganisation } from './forms.ts';
import { keysOf, organisationKinds } from './kinds.ts';
import { partyApi } from './party-api.server.ts';
import { centreBySlug } from './queries/centres.server.ts';
import { organisationById, organisationPage } from './queries/organisations.server.ts';
import { serviceFieldsOf, skillsOf } from './queries/words.server.ts';

const Word = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Word' });
const Organisation = z
	.object({
		id: z.uuid(),
		name: z.string(),
		kind: z.string(),
		active: z.boolean(),
		communityName: z.string().nullable()
	})
	.meta({ id: 'Organisation' });
const Detail = Organisation.extend({
	communityId: z.uuid().nullable(),
	contactId: z.uuid().nullable().meta({ description: '联系人，是党员的 personId' })
}).meta({ id: 'OrganisationDetail' });
const One = CentreParam.extend({ organisation: z.string().max(40).meta({ description: '单位的 id' }) });

const words = (path: string, summary: string) =>
	createRoute({
		method: 'get',
		path: `/centres/{centre}/${path}`,
		tags,
		summary,
		request: { params: CentreParam },
		responses: {
			200: { description: '在用的，按中心自己的顺序', ...json(z.object({ words: z.array(Word) })) },
			...errorResponses
		}
	});

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/organisations',
	tags,
	summary: '单位',
	request: {
		params: CentreParam,
		query: z.object({ q: Q, kind: z.enum(keysOf(organisationKinds)).optional(), after: After })
	},
	responses: {
		200: { description: '单位，一页 50 个', ...json(z.object({ organisations: z.array(Organisation), next: Next })) },
		...errorResponses
	}
});

const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/organisations/{organisation}',
	tags,
	summary: '一个单位',
	request: { params: One },
	responses: { 200: { description: '单位', ...json(Detail) }, ...errorResponses }
});

const add = createRoute({
	method: 'post',
	path: '/centres/{centre}/organisations',
	tags,
	summary: '添加单位',
	request: { params: CentreParam, body: body(AddOrganisation.omit({ centreId: true })) },
	responses: { 201: { description: '添加好了', ...json(Added) }, ...errorResponses }
});

const change = createRoute({
	method: 'put',
	path: '/centres/{centre}/organisations/{organisation}',
	tags,
	summary: '修改单位',
	description: '写上单位改好以后的全部内容。停用就是 active: false。',
	request: { params: One, body: body(ChangeOrganisation.omit({ centreId: true, id: true })) },
	responses: { 200: { description: '改好了', ...json(Changed) }, ...errorResponses }
});

const NONE = '没有这个单位。';

export const directoryApi = newRouter();

directoryApi.openapi(words('service-fields', '服务领域'), async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	return c.json({ words: await serviceFieldsOf(db, id) }, 200);
});

directoryApi.openapi(words('skills', '特长目录'), async (c) => {
	const { db } = c.var.context;
	const { id } = await centreBySlug(db, c.req.valid('param').centre);
	return c.json({ words: await skillsOf(db, id) }, 200);
});

directoryApi.openapi(list, async (c) => {
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	return c.json(await organisationPage(c.var.context.db, centreId, c.req.valid('query')), 200);
});

directoryApi.openapi(one, async (c) => {
	const { centre, organisation } = c.req.valid('param');
	const centreId = await keptCentreOf(c.var.context, centre);
	return c.json(await organisationById(c.var.context.db, centreId, idIn(organisation, NONE)), 200);
});

directoryApi.openapi(add, async (c) => {
	const centreId = await keptCentreOf(c.var.context, c.req.valid('param').centre);
	const id = await addOrganisation(c.var.context, { ...c.req.valid('json'), centreId }, c.var.submissionKey);
	return c.json({ id }, 201);
});

directoryApi.openapi(change, async (c) => {
	const { centre, organisation } = c.req.valid('param');
	const centreId = await keptCentreOf(c.var.context, centre);
	const input = { ...c.req.valid('json'), centreId, id: idIn(organisation, NONE) };
	await changeOrganisation(c.var.context, input, c.var.submissionKey);
	return c.json({ changed: true as const }, 200);
});

directoryApi.route('/', partyApi);
