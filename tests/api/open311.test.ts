import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { act } from '#modules/wishes/server.ts';
import { createOpen311 } from '#src/http/open311.ts';
import { testDatabase } from '../support/database.ts';
import { setStage } from '../support/stage.ts';
import { publication } from '../support/wishes.ts';
import { find, parsed, type Element } from '../support/xml.ts';

vi.spyOn(console, 'error').mockImplementation(() => undefined);
const { db } = await testDatabase();
const stage = await setStage(db);
const app = createOpen311({ database: () => db });
const HERE = { host: 'meihua.test', 'x-forwarded-proto': 'https', 'x-client-ip': '203.0.113.9' };
const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
	app.request(path, { ...init, headers: { ...HERE, ...init.headers } });

type Row = Record<string, unknown>;
const json = async (path: string) => (await (await ask(path)).json()) as Row[];
const xml = async (path: string) => parsed(await (await ask(path)).text());
const textIn = (element: Element, name: string) => find(element, name)?.text;

const V2 = '/open311/here/v2';
const form = (fields: Row) => ({
	method: 'POST',
	body: new URLSearchParams({
		...{ service_code: 'wish-goods', last_name: '陈', first_name: '小梅', phone: '13800000009' },
		...{ 'attribute[community]': stage.here.communityId, 'attribute[beneficiary]': 'elder' },
		...{ address_string: '样例街9号909', lat: '23.1', long: '113.3', ...fields }
	})
});
const told = '楼道的灯坏了，晚上看不清路，请帮忙换一盏';

async function publish(reference: string): Promise<string> {
	const { id: wishId } = await db
		.selectFrom('wishes.wish')
		.select('id')
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
	const at = { centreId: stage.here.id, wishId };
	await act('verify', stage.as('clerk'), { ...at, method: 'phone', result: 'confirmed' });
	await act('publish', stage.as('clerk'), { ...at, ...publication });
	return wishId;
}

test('a client walks from discovery to the request that it made, in JSON', async () => {
	const discovered = (await (await ask('/open311/here/discovery.json')).json()) as { endpoints: { url: string }[] };
	expect(discovered.endpoints[0]?.url).toBe(`https://meihua.test${V2}`);
	const services = await json(`${V2}/services.json`);
	const code = String(services.find(({ service_code }) => service_code === 'wish-goods')?.['service_code']);
	const definition = (await (await ask(`${V2}/services/${code}.json`)).json()) as {
		attributes: { code: string; required: boolean; values: { key: string }[] }[];
	};
	const required = definition.attributes.filter((attribute) => attribute.required);
	expect(required.map((attribute) => attribute.code)).toEqual(['community', 'beneficiary']);

	const attributes = required.map((attribute) => [`attribute[${attribute.code}]`, attribute.values[0]?.key]);
	const sent = await ask(`${V2}/requests.json`, form({ description: told, ...Object.fromEntries(attributes) }));
	expect(sent.status).toBe(201);
	const [made] = (await sent.json()) as [{ service_request_id: string; service_notice: string }];
	const id = made.service_request_id;
	expect(made.service_notice).toContain('我同意中心登记');
	expect(await json(`${V2}/tokens/${id}.json`)).toEqual([{ service_request_id: id, token: id }]);

	expect(await json(`${V2}/requests/${id}.json`)).toEqual([{ service_request_id: id, status: 'open' }]);
	expect((await json(`${V2}/requests.json`)).map((request) => request['service_request_id'])).not.toContain(id);

	const wishId = await publish(id);
	expect(await json(`${V2}/tokens/${wishId}.json`)).toEqual([{ service_request_id: id, token: wishId }]);
	const [request] = await json(`${V2}/requests/${id}.json`);
	expect(request).toMatchObject({
		...{
			service_request_id: id,
			status: 'open',
			service_code: 'wish-goods',
			address: '第一社区',
			lat: null,
			long: null
		},
		description: `${publication.title}\n${publication.publicText}`
	});
	expect((await json(`${V2}/requests.json`)).find((one) => one['service_request_id'] === id)).toEqual(request);
	expect(JSON.stringify(await json(`${V2}/requests.json`))).not.toMatch(/13800000009|小梅|909|楼道/);
});

test('the same walk in XML says the same', async () => {
	const discovered = await xml('/open311/here/v2/discovery.xml');
	expect(textIn(discovered, 'url')).toBe(`https://meihua.test${V2}`);
	const services = await xml(`${V2}/services.xml`);
	expect(services.name).toBe('services');
	expect(services.children.map((service) => textIn(service, 'service_code'))).toEqual(
		(await json(`${V2}/services.json`)).map(({ service_code }) => service_code)
	);
	const definition = await xml(`${V2}/services/wish-goods.xml`);
	const values = find(find(definition, 'attributes')?.children[1] as Element, 'values') as Element;
	expect(textIn(values, 'name')).toBe('第一社区');

	const sent = await ask(`${V2}/requests.xml`, form({ description: `${told}，谢谢` }));
	const made = parsed(await sent.text());
	expect([sent.status, sent.headers.get('content-type')]).toEqual([201, 'text/xml; charset=utf-8']);
	const id = textIn(made, 'service_request_id') ?? '';
	expect(textIn(await xml(`${V2}/tokens/${id}.xml`), 'service_request_id')).toBe(id);
	expect(textIn(await xml(`${V2}/requests/${id}.xml`), 'description')).toBeUndefined();
	await publish(id);
	const listed = (await xml(`${V2}/requests.xml?service_request_id=${id}`)).children[0] as Element;
	const [request] = (await json(`${V2}/requests/${id}.json`)) as [Row];
	expect(Object.fromEntries(listed.children.map(({ name, text }) => [name, text]))).toEqual(
		Object.fromEntries(Object.entries(request).map(([name, value]) => [name, value === null ? '' : value]))
	);
});

test('what is sent again on the same day is the same wish; a project is taken down as a wish', async () => {
	const send = async (fields: Row) =>
		(await (await ask(`${V2}/requests.json`, form(fields))).json()) as { service_request_id: string }[];
	const first = await send({ description: '想要一台收音机' });
	expect(await send({ description: '想要一台收音机' })).toEqual(first);
	expect(await send({ description: '想要一台小收音机' })).not.toEqual(first);
	const [project] = await send({ service_code: 'project-service', description: '小区门口想装一盏路灯' });
	const row = await db
		.selectFrom('wishes.wish')
		.select(['kind', 'category', 'channel', 'contact_way'])
		.where('reference', '=', project?.service_request_id ?? '')
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ kind: 'wish', category: 'service', channel: 'online', contact_way: 'callBack' });
});

test('filters by service, status and time', async () => {
	const ids = async (search: string) =>
		(await json(`${V2}/requests.json?${search}`)).map((request) => request['service_request_id']);
	const all = await ids('');
	const [open, closed] = [await ids('status=open'), await ids('status=closed')];
	expect([...open, ...closed].sort()).toEqual([...all].sort());
	expect(closed.length).toBeGreaterThan(0);
	const [wishes, projects] = [await ids('service_code=wish-goods'), await ids('service_code=project-goods')];
	expect([...wishes, ...projects].sort()).toEqual([...all].sort());
	expect(await ids('service_code=wish-goods,project-goods')).toEqual(all);
	expect(await ids('service_code=wish-service')).toEqual([]);
	expect(await ids('end_date=2020-01-01T00:00:00Z')).toEqual([]);
	expect([...(await ids('page_size=2')), ...(await ids('page_size=2&page=2'))]).toEqual(all.slice(0, 4));
	expect(await ids(`service_request_id=${all.slice(0, 2).join(',')}`)).toHaveLength(2);
});

test.each([
	['no service_code', { service_code: '' }, 400, 'service_code'],
	['an unknown service', { service_code: 'wish-nothing' }, 404, 'service_code'],
	['another jurisdiction', { jurisdiction_id: 'elsewhere' }, 404, 'jurisdiction_id'],
	['no name', { last_name: '', first_name: '' }, 400, 'last_name'],
	['a number that is none', { phone: '123' }, 400, 'phone'],
	['an unknown community', { 'attribute[community]': 'x' }, 400, 'attribute[community]'],
	['nobody in particular', { 'attribute[beneficiary]': '' }, 400, 'attribute[beneficiary]'],
	['hardly a word', { description: '灯' }, 400, 'description']
])('%s is refused in the form of GeoReport, with what to do', async (_, fields, status, named) => {
	const sent = { description: told, ...fields };
	const asJson = await ask(`${V2}/requests.json`, form(sent));
	const errors = (await asJson.json()) as { code: number; description: string }[];
	expect(asJson.status).toBe(status);
	expect(errors.every(({ code }) => code === status)).toBe(true);
	expect(errors[0]?.description).toMatch(/\p{Script=Han}/u);
	expect(errors[0]?.description).toContain(named);
	const asXml = await ask(`${V2}/requests.xml`, form(sent));
	expect(textIn(parsed(await asXml.text()), 'description')).toBe(errors[0]?.description);
});

test('a page of another site cannot send in the name of who is signed in there; too much is told as such', async () => {
	const cookie = stage.sessions.clerk?.cookie ?? '';
	const foreign = { ...form({ description: told }), headers: { cookie, origin: 'https://evil.test' } };
	expect((await ask(`${V2}/requests.json`, foreign)).status).toBe(403);
	expect((await ask(`${V2}/requests.json`, form({ description: 'x'.repeat(1_000_001) }))).status).toBe(413);
	expect((await ask(`${V2}/requests.json`, { method: 'POST', body: '{}', headers: JSON_TYPE })).status).toBe(400);
	for (const path of ['nowhere/v2/services', 'here/v2/nothing', 'here/v2/requests/XXXXXXXX', 'here/v2/services/wish-x'])
		expect((await ask(`/open311/${path}.xml`)).status).toBe(404);
});

const JSON_TYPE = { 'content-type': 'application/json' };

test('whatever is asked, the answer is one of ours and well formed', async () => {
	const some = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 40 }),
		fc.constantFrom('open', 'wish-goods', '2026-01-01T00:00:00Z', stage.wish('published'), '1', '%', '99999999', '')
	);
	const place = fc.constantFrom('services', 'services/wish-goods', 'requests', 'requests/A', 'tokens/A', 'discovery');
	const names = ['service_request_id', 'service_code', 'status', 'start_date', 'end_date', 'page', 'page_size'];
	const fields = fc.dictionary(fc.constantFrom(...names, 'jurisdiction_id', 'description', 'phone'), some);
	await fc.assert(
		fc.asyncProperty(place, fields, some, fc.boolean(), async (path, given, tail, isPost) => {
			const search = new URLSearchParams(given);
			const ending = encodeURIComponent(tail.toWellFormed());
			const address = `${V2}/${path}${path.endsWith('/A') ? ending : ''}`;
			const answer = isPost
				? await ask(`${V2}/requests.xml`, form(given))
				: await ask(`${address}?${search}`, { headers: { accept: 'text/xml' } });
			const text = await answer.text();
			expect(answer.status, text).toBeLessThan(500);
			if (answer.headers.get('content-type')?.startsWith('text/xml')) parsed(text);
			else JSON.parse(text);
		}),
		{ numRuns: 200 }
	);
});
