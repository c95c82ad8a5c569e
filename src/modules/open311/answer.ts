import { xmlOf, type Value } from './xml.ts';

export type Format = 'json' | 'xml';

const ENDING = /\.(json|xml)$/;

/** The address without the format at its end, by which it is routed. */
export const withoutFormat = (path: string): string => path.replace(ENDING, '');

/** What the address ends in; else what is asked for; else XML, which every GeoReport server speaks. */
export function formatOf(path: string, accept = ''): Format {
	const [, ending] = ENDING.exec(path) ?? [];
	if (ending) return ending as Format;
	const ranges = accept.toLowerCase().split(',').map(rangeIn);
	const wanted = (...types: string[]) =>
		Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ q }) => q));
	return wanted('application/json') > wanted('text/xml', 'application/xml') ? 'json' : 'xml';
}

/** “application/json;q=0.9” */
function rangeIn(text: string): { type: string; q: number } {
	const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
	const q = parameters.find((parameter) => parameter.startsWith('q='));
	return { type, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
}

/** An answer of GeoReport in either format. `root` names the XML's outermost element. */
export const answerIn = (format: Format, root: string, value: Value, status = 200): Response =>
	format === 'json'
		? new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
		: new Response(xmlOf(root, value), { status, headers: { 'content-type': 'text/xml; charset=utf-8' } });

/** What is wrong, in the form of GeoReport: one entry for each thing to put right. */
export const errorsIn = (format: Format, status: number, descriptions: readonly string[]): Response =>
	answerIn(
		format,
		'errors',
		descriptions.map((description) => ({ code: status, description })),
		status
	);
