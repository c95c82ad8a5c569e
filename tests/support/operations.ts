import type { createApi } from '#src/http/api.ts';
import type { Schema } from './arbitrary.ts';

/** One operation as the API describes it. */
export interface Operation {
	method: string;
	path: string;
	body: Schema | undefined;
	query: Record<string, Schema>;
}

interface Described {
	parameters?: { name: string; in: string; schema: Schema }[];
	requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Every operation below /api/v1, read from the API's own description. */
export async function operationsOf(api: ReturnType<typeof createApi>): Promise<Operation[]> {
	const answer = await api.request('/api/openapi.json');
	const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> };
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
			method: method.toUpperCase(),
			path,
			body: requestBody?.content['application/json']?.schema,
			query: Object.fromEntries(
				parameters.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, schema])
			)
		}))
	);
}
