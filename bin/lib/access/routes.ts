import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { createApi } from '#src/http/api.ts';
import { createOpen311 } from '#src/http/open311.ts';
import { inProject } from '../project.js';

/** Everything that can be asked for: `GET /desk/[centre]`, `POST /sign-in?/code`, `POST /api/v1/centres/{centre}/wishes`. */
export const askable = async (): Promise<string[]> =>
	[...new Set([...pages(), ...(await operations()), ...requests()])].sort();

function pages(): string[] {
	const files = globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: inProject('src/routes') });
	return files.flatMap((file) => {
		const route = routeOf(path.dirname(file));
		if (file.endsWith('.svelte')) return [`GET ${route}`];
		const source = inProject('src/routes', file);
		// a page without a view only leads on
		if (file.endsWith('+page.server.ts'))
			return [`GET ${route}`, ...actionsIn(source).map((name) => `POST ${route}${name}`)];
		return exportsOf(source)
			.filter((name) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(name))
			.map((method) => `${method} ${route}`);
	});
}

/** Folders in brackets are groups: they are not in the address. */
const routeOf = (folder: string): string =>
	`/${folder
		.split(path.sep)
		.filter((part) => part !== '.' && !/^\(.*\)$/.test(part))
		.join('/')}`;

async function operations(): Promise<string[]> {
	const api = createApi();
	const response = await api.request('/api/openapi.json');
	const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
	const described = Object.entries(paths).flatMap(([path, methods]) =>
		Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
	);
	return [...described, 'GET /api/openapi.json', 'GET /api/docs'];
}

/** Open311 has no description of its own that would name them: what is mounted is what can be asked for. */
const requests = (): string[] =>
	createOpen311()
		.routes.filter(({ method }) => method !== 'ALL')
		.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);

const statementsOf = (file: string) =>
	ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest).statements;

const declarationsOf = (file: string): ts.VariableDeclaration[] =>
	statementsOf(file).flatMap((statement) =>
		ts.isVariableStatement(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
			? [...statement.declarationList.declarations]
			: []
	);

const nameOf = (node: ts.Node): string => (ts.isIdentifier(node) ? node.text : '');

const exportsOf = (file: string): string[] => declarationsOf(file).map(({ name }) => nameOf(name));

/** The form actions of a page, as they stand in an address; the default one has no name. */
function actionsIn(file: string): string[] {
	const actions = declarationsOf(file).find(({ name }) => nameOf(name) === 'actions')?.initializer;
	if (!actions) return [];
	if (!ts.isObjectLiteralExpression(actions)) throw new Error(`${file}: the actions are not written as an object`);
	return actions.properties
		.map(({ name }) => (name ? nameOf(name) : ''))
		.map((name) => (name === 'default' ? '' : `?/${name}`));
}
