import { escapeHtml } from './html.ts';
import { schemaHtml, type Schema } from './schema-html.ts';

/** The parts of an OpenAPI 3.1 document this page shows. */
export interface Description {
	info: { title: string; description?: string };
	paths?: Record<string, object>;
	components?: { schemas?: object };
}

interface Operation {
	tags?: string[];
	summary?: string;
	description?: string;
	parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
	requestBody?: { content?: Record<string, { schema?: Schema }> };
	responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Entry {
	method: string;
	path: string;
	operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The description of the API as a page one can read: grouped by subject, without script. */
export function docsPage(document: Description, elder: boolean): string {
	const groups = Map.groupBy(entriesOf(document), ({ operation }) => operation.tags?.[0] ?? '其他');
	const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
	return `<!doctype html>
<html lang="zh-CN" data-elder="${elder ? 'on' : 'off'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
<title>${escapeHtml(document.info.title)}</title>
</head>
<body>
<main>
<form method="post" action="/elder-mode"><input type="hidden" name="to" value="${elder ? 'off' : 'on'}"><input type="hidden" name="back" value="/api/docs"><button>${elder ? '标准版' : '长辈版'}</button></form>
<h1>${escapeHtml(document.info.title)}</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p>给程序读的说明在 <a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。需要登录的接口，请带上 <code>Authorization: Bearer 会话编号</code>。提交时带上 <code>Idempotency-Key: UUID</code>，重发同一请求不会办两次。</p>
<nav aria-label="目录">${[...groups.keys()].map((tag) => link(`#${idOf(tag)}`, tag)).join('')}${schemas.length > 0 ? link('#schemas', '数据格式') : ''}</nav>
${[...groups].map(([tag, entries]) => `<h2 id="${idOf(tag)}">${escapeHtml(tag)}</h2>\n${entries.map(operationHtml).join('\n')}`).join('\n')}
${schemas.length > 0 ? '<h2 id="schemas">数据格式</h2>' : ''}
${schemas.map(([name, schema]) => `<section class="operation"><h3 id="${idOf(name)}">${escapeHtml(name)}</h3>${schemaHtml(schema)}</section>`).join('\n')}
</main>
</body>
</html>
`;
}

const entriesOf = ({ paths = {} }: Description): Entry[] =>
	Object.entries(paths).flatMap(([path, item]) =>
		Object.entries(item)
			.filter(([method]) => METHODS.includes(method))
			.map(([method, operation]) => ({ method, path, operation: operation as Operation }))
	);

const operationHtml = ({ method, path, operation }: Entry): string =>
	`<section class="operation">
<h3>${escapeHtml(operation.summary ?? path)}</h3>
<p><code><span class="method">${method}</span> ${escapeHtml(path)}</code></p>
${operation.description ? `<p>${escapeHtml(operation.description)}</p>` : ''}
${parametersHtml(operation)}
${bodyHtml('要提交的内容', operation.requestBody?.content)}
<h4>回答</h4>
<dl>${Object.entries(operation.responses ?? {})
		.map(
			([status, { description = '', content }]) =>
				`<dt>${status}</dt><dd>${escapeHtml(description)}${contentHtml(content)}</dd>`
		)
		.join('')}</dl>
</section>`;

const parametersHtml = ({ parameters = [] }: Operation): string =>
	parameters.length === 0
		? ''
		: `<h4>参数</h4><dl>${parameters
				.map(
					({ name, in: place, required, description = '', schema }) =>
						`<dt><code>${escapeHtml(name)}</code></dt><dd>${place === 'path' ? '写在地址里' : place === 'query' ? '写在 ? 后面' : '写在请求头里'}，${required ? '必填' : '可不填'}。${escapeHtml(description)}${schema ? schemaHtml(schema) : ''}</dd>`
				)
				.join('')}</dl>`;

const bodyHtml = (title: string, content: Record<string, { schema?: Schema }> | undefined): string =>
	content ? `<h4>${title}</h4>${contentHtml(content)}` : '';

const contentHtml = (content: Record<string, { schema?: Schema }> = {}): string =>
	Object.values(content)
		.map(({ schema }) => (schema ? schemaHtml(schema) : ''))
		.join('');

const link = (href: string, text: string): string => `<a href="${href}">${escapeHtml(text)}</a>`;

export const idOf = (name: string): string => encodeURIComponent(name);
