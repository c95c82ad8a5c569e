import { createRoute, z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { errorResponses, newRouter } from '#kernel/api.ts';
import { createApi } from './api.ts';

const Thing = z
	.object({ id: z.uuid(), size: z.int().nullable(), kind: z.enum(['大', '小']) })
	.meta({ id: 'Thing', description: '<一件东西>' });

const router = newRouter();
router.openapi(
	createRoute({
		method: 'post',
		path: '/things/{id}',
		tags: ['东西'],
		summary: '改一件东西 <b>',
		request: {
			params: z.object({ id: z.uuid().meta({ description: '哪一件' }) }),
			body: { content: { 'application/json': { schema: Thing.pick({ size: true }) } }, required: true }
		},
		responses: { 200: { description: '改好了', content: { 'application/json': { schema: Thing } } }, ...errorResponses }
	}),
	(c) => c.json({ id: c.req.valid('param').id, size: c.req.valid('json').size, kind: '大' as const }, 200)
);

const api = createApi({ modules: [router] });

test('the description is OpenAPI 3.1 and holds every operation under its whole path', async () => {
	const document = (await (await api.request('/api/openapi.json')).json()) as {
		openapi: string;
		paths: Record<string, Record<string, { responses: object }>>;
		components: { schemas: object };
	};
	expect(document.openapi).toBe('3.1.0');
	expect(Object.keys(document.paths)).toEqual(['/api/v1/things/{id}']);
	expect(Object.keys(document.paths['/api/v1/things/{id}']?.['post']?.responses ?? {})).toContain('409');
	expect(Object.keys(document.components.schemas).sort()).toEqual(['Error', 'Thing']);
});

test('the page shows every operation and format, escaped, and loads nothing from elsewhere', async () => {
	const response = await api.request('/api/docs');
	const html = await response.text();
	expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	for (const shown of ['改一件东西 &lt;b&gt;', '/api/v1/things/{id}', '哪一件', '写在地址里', '&lt;一件东西&gt;', '大'])
		expect(html).toContain(shown);
	expect(html).toMatch(/<a href="#Thing">Thing<\/a>/);
	expect(html).toMatch(/<h3 id="Thing">/);
	expect(html).not.toMatch(/<script|style=|https?:\/\//);
	const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => `id="${target}"`);
	expect(targets.filter((target) => !html.includes(target))).toEqual([]);
});

test('the page is there in elder mode too', async () => {
	const html = await (await api.request('/api/docs', { headers: { cookie: 'elder=on' } })).text();
	expect(html).toContain('data-elder="on"');
	expect(html).toContain('标准版');
});
