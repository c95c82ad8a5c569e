import { Hono, type Context as HonoContext } from 'hono';
import type { z } from 'zod';
import type { ApiEnv } from '#kernel/api.ts';
import { Invalid, Missing } from '#kernel/errors.ts';
import { formOf } from '#kernel/form.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { centreBySlug, communitiesOf, type Centre } from '#modules/directory/server.ts';
import { consentWords, KEEPING, type SubmitWish } from '#modules/wishes/index.ts';
import { categoriesOf, publicRequests, requestsByName, submitWish } from '#modules/wishes/server.ts';
import { answerIn, formatOf } from './answer.ts';
import { discoveryOf } from './discovery.ts';
import { queryIn, serviceWith } from './filter.ts';
import { describedRequest, knownRequest } from './request.ts';
import { definitionOf, describedService, servicesOf, type Service } from './services.ts';
import { inTheirWords, keyOf, submissionIn } from './submission.ts';
import type { Value } from './xml.ts';

/** What every operation finds in `c.var`: what those of the API find, and the origin under which the visitor sees the site. */
export interface Open311Env {
	Variables: ApiEnv['Variables'] & { origin: string };
}

type Asked = HonoContext<Open311Env>;

/** Open311 GeoReport v2 over the wishes and projects of each centre; see docs/OPEN311.md. */
export const open311 = new Hono<Open311Env>();

for (const path of ['/:centre/discovery', '/:centre/v2/discovery'] as const)
	open311.get(path, async (c) => say(c, 'discovery', discoveryOf(await centreIn(c), c.var.origin)));

open311.get('/:centre/v2/services', async (c) =>
	say(c, 'services', (await servicesIn(c, await centreIn(c))).map(describedService))
);

open311.get('/:centre/v2/services/:service', async (c) => {
	const centre = await centreIn(c);
	const service = serviceWith(await servicesIn(c, centre), c.req.param('service'));
	return say(c, 'service_definition', definitionOf(service, await communitiesOf(c.var.context.db, centre.id)));
});

open311.get('/:centre/v2/requests', async (c) => {
	const centre = await centreIn(c);
	const { db, clock } = c.var.context;
	const query = queryIn(new URL(c.req.url).searchParams, await servicesIn(c, centre), clock());
	const site = siteOf(c, centre);
	return say(
		c,
		'service_requests',
		'ids' in query
			? (await requestsByName(db, centre.id, query.ids)).map((request) => knownRequest(request, site))
			: (await publicRequests(db, centre.id, query.filter)).map((request) => describedRequest(request, site))
	);
});

open311.get('/:centre/v2/requests/:request', async (c) => {
	const centre = await centreIn(c);
	return say(c, 'service_requests', [knownRequest(await requestIn(c, centre, 'request'), siteOf(c, centre))]);
});

open311.get('/:centre/v2/tokens/:token', async (c) => {
	const { reference } = await requestIn(c, await centreIn(c), 'token');
	return say(c, 'service_requests', [{ service_request_id: reference, token: c.req.param('token') }]);
});

open311.post('/:centre/v2/requests', async (c) => {
	const form = await formOf(c.req.raw);
	const centre = await centreIn(c, form.get('jurisdiction_id'));
	const code = form.get('service_code');
	const message = '请写明 service_code，有哪些请看 services';
	if (typeof code !== 'string' || code === '') throw new Invalid(message, [{ field: 'service_code', message }]);
	const { kind, category } = serviceWith(await servicesIn(c, centre), code);
	const given = submissionIn(form, category);
	const input = { ...given, centreId: centre.id } as z.input<typeof SubmitWish> & { centreId: string };
	const key = c.var.submissionKey ?? keyOf(shanghaiDate(c.var.context.clock()), input);
	const { reference } = await submitWish(c.var.context, input, key).catch((error: unknown) => {
		throw inTheirWords(error);
	});
	return say(
		c,
		'service_requests',
		[{ service_request_id: reference, service_notice: NOTICES[kind], account_id: null }],
		201
	);
});

const CALLED_BACK = `您的心愿已经收到，工作人员会打电话给您核实。${consentWords[KEEPING]}公开以前会再单独问您。`;
const NOTICES = {
	wish: CALLED_BACK,
	project: `${CALLED_BACK}它先按微心愿登记，核实以后由中心决定要不要立为微项目。`
};

const say = (c: Asked, root: string, value: Value, status?: number): Response =>
	answerIn(formatOf(new URL(c.req.url).pathname, c.req.header('accept')), root, value, status);

/** Errors: Missing for an unknown centre, and for a jurisdiction that is another one. */
async function centreIn(c: Asked, given: unknown = c.req.query('jurisdiction_id')): Promise<Centre> {
	const centre = await centreBySlug(c.var.context.db, c.req.param('centre') ?? '');
	if (given && given !== centre.slug) throw new Missing(`这里只有 jurisdiction_id 为 ${centre.slug} 的中心。`);
	return centre;
}

const servicesIn = async (c: Asked, { id }: Centre): Promise<Service[]> =>
	servicesOf(await categoriesOf(c.var.context.db, id));

/** Errors: Missing. */
async function requestIn(c: Asked, { id }: Centre, parameter: 'request' | 'token') {
	const [found] = await requestsByName(c.var.context.db, id, [c.req.param(parameter) ?? '']);
	if (!found) throw new Missing('没有这个编号，请核对一下。');
	return found;
}

const siteOf = (c: Asked, { name }: Centre) => ({ origin: c.var.origin, centreName: name });
