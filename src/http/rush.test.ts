import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRoute, z } from '@hono/zod-openapi';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { errorResponses, newRouter } from '#kernel/api.ts';
import type { Context } from '#kernel/command.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { rushOperation, type Place } from '#kernel/rush.ts';
import { claimRush } from '#modules/wishes/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { apiModules } from './api-modules.ts';
import { createApi } from './api.ts';
import { apiListener } from './front.ts';
import { rushes } from './rush.ts';
import { fillIn } from './visit.ts';

const { db } = await testDatabase();
vi.spyOn(console, 'error').mockImplementation(() => undefined);
const cast = await makeCast(db);

const Thing = z.object({ how: z.string().max(20), size: z.int().optional() });
const errors: Record<string, () => Error> = {
	invalid: () => new Invalid('太大', [{ field: 'size', message: '太大' }]),
	missing: () => new Missing('没有这个心愿'),
	refused: () => new Refused('不能用别人的身份'),
	conflict: () => new Conflict('已经认领满了'),
	often: () => new Refused('太频繁', 'tooOften', 30),
	down: () => Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
};

/** What both ways end in. */
function doThing({ actor }: Context, place: Place, input: z.output<typeof Thing>, key?: string) {
	if (Object.hasOwn(errors, input.how)) throw errors[input.how]?.();
	return { actor: actor.kind, ...place, ...input, key: key ?? null };
}

const router = newRouter();
const answers = { 200: { description: '好', content: { 'application/json': { schema: z.any() } } }, ...errorResponses };
const body = { required: true, content: { 'application/json': { schema: Thing } } };
const params = z.object({ centre: z.string().max(40), thing: z.string().max(40) });
router.openapi(
	createRoute({
		method: 'post',
		path: '/centres/{centre}/{thing}/doing',
		request: { params, body },
		responses: answers
	}),
	(c) => c.json(doThing(c.var.context, c.req.valid('param'), c.req.valid('json'), c.var.submissionKey), 200)
);

let inFront = 0;
const operation = rushOperation('/centres/{centre}/{thing}/doing', Thing, async (context, place, input, key) => {
	inFront += 1;
	return doThing(context, place, input, key);
});

const database = () => db;
const usual = apiListener(createApi({ database, modules: [router, ...apiModules] }));
const servers = [usual, rushes(usual, { database, operations: [operation, claimRush] })].map(
	(listener: RequestListener) =>
		http.createServer((request, response) => {
			fillIn(request);
			listener(request, response);
		})
);

beforeAll(() =>
	Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))))
);
afterAll(() => servers.forEach((server) => server.close().closeAllConnections()));

interface Ask {
	path?: string;
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

const HOST = 'meihua.test';
const here = { 'content-type': 'application/json', authorization: `Bearer ${cast.sessions.claimer?.token}` };

/** What goes over the wire: once by the usual way, once past it. */
const askBoth = (ask: Ask) => Promise.all(servers.map((server) => answerOf(server, ask)));

function answerOf(
	server: http.Server,
	{ path = '/api/v1/centres/a/b/doing', method = 'POST', headers = here, body }: Ask
) {
	const { port } = server.address() as AddressInfo;
	return new Promise((resolve, reject) => {
		const request = http.request(
			{ port, path, method, headers: { host: HOST, ...headers }, agent: false },
			(response) => {
				const { date, connection, 'transfer-encoding': way, 'content-length': length, ...told } = response.headers;
				void response.toArray().then((chunks: Buffer[]) => {
					// the id of a failure is another one each time
					const text = Buffer.concat(chunks)
						.toString()
						.replace(/"id":"[2-9A-Z]{8}"/, '"id":""');
					resolve({ status: response.statusCode, told, text });
				}, reject);
			}
		);
		request.on('error', reject).end(body);
	});
}

test('whoever asks, from wherever, for whatever: the answer is the same on both ways, byte for byte', async () => {
	const { claimer, guest, administrator } = cast.sessions;
	const headers = fc.record(
		{
			authorization: fc.constantFrom(
				`Bearer ${claimer?.token}`,
				'Bearer unknown-token-of-nobody',
				'Basic x',
				`${guest}`
			),
			cookie: fc.constantFrom('a=b', String(claimer?.cookie), String(administrator?.cookie)),
			origin: fc.constantFrom(`http://${HOST}`, 'https://evil.test', 'null'),
			'idempotency-key': fc.constantFrom(newId(), newId().toUpperCase(), 'again'),
			'content-type': fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain')
		},
		{ requiredKeys: [] }
	);
	const text = fc.oneof(
		fc
			.record({ how: fc.constantFrom('well', ...Object.keys(errors)), size: fc.integer() })
			.map((value) => JSON.stringify(value)),
		fc.jsonValue().map((value) => JSON.stringify(value)),
		fc.constantFrom(
			'',
			'{bad',
			'\uFEFF{"how":"well"}',
			'{"how":"well","__proto__":{"size":1}}',
			`{"how":"${'a'.repeat(70_000)}"}`
		)
	);
	const path = fc
		.constantFrom('a/b', 'a/b%20c', `a/${'b'.repeat(41)}`, 'a/b?x=1', 'a', '梅/b')
		.map((place) => `/api/v1/centres/${encodeURI(place)}/doing`);
	await fc.assert(
		fc.asyncProperty(headers, text, path, async (given, sent, to) => {
			const [one, other] = await askBoth({
				path: to,
				headers: { 'content-type': 'application/json', ...given },
				body: sent
			});
			expect(other).toEqual(one);
		}),
		{ numRuns: 150 }
	);
});

test('somebody signed in who asks plainly is answered in front of the API, whatever comes of it', async () => {
	for (const how of ['well', ...Object.keys(errors)]) {
		inFront = 0;
		const [one, other] = await askBoth({ body: JSON.stringify({ how }) });
		expect(other).toEqual(one);
		expect(inFront).toBe(1);
	}
});

test('what is counted is counted once: the limit on changes is the same', async () => {
	const { token } = cast.sessions.representative ?? { token: '' };
	const server = servers[1] as http.Server;
	const ask = (text: string) =>
		answerOf(server, { headers: { ...here, authorization: `Bearer ${token}` }, body: text }) as Promise<{
			status: number;
		}>;
	const statuses: number[] = [];
	// plain ones, and ones that are passed on
	for (let tries = 0; tries < 601; tries += 1) statuses.push((await ask(tries % 2 ? '{bad' : '{"how":"well"}')).status);
	expect(statuses.indexOf(429)).toBe(600);
});

test('a claim is the same operation on both ways', async () => {
	const { scopes } = cast;
	const claimed = await wishIn(cast, 'claimed');
	const collected = await wishIn(cast, 'collected');
	const claim = (wish: string, id: string, centre = cast.here.slug) => ({
		path: `/api/v1/centres/${centre}/wishes/${wish}/claims`,
		body: JSON.stringify({ claimer: { kind: 'member', id } })
	});
	const asked = [
		claim(claimed, scopes.member),
		claim(collected, scopes.claimer),
		claim(newId(), scopes.claimer),
		claim(claimed, 'nobody'),
		claim(claimed, scopes.claimer, 'nowhere')
	];
	for (const ask of asked) {
		const [one, other] = await askBoth(ask);
		expect(other).toEqual(one);
	}
	const open = await wishIn(cast, 'published');
	const mine = { ...claim(open, scopes.claimer), headers: { ...here, 'idempotency-key': newId() } };
	expect(await answerOf(servers[1] as http.Server, mine)).toMatchObject({ status: 200 });
	const [one, other] = await askBoth(mine);
	expect(one).toMatchObject({ status: 200 });
	expect(other).toEqual(one);
});
