/** What an answer can be made of: the same for JSON and, by the Spark convention of Open311, for XML. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** The elements of a list are named by its singular. */
const SINGULAR: Record<string, string> = {
	services: 'service',
	attributes: 'attribute',
	values: 'value',
	service_requests: 'request',
	endpoints: 'endpoint',
	formats: 'format',
	errors: 'error'
};

/** A whole document, UTF-8. */
export const xmlOf = (root: string, value: Value): string =>
	`<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;

/** Text that XML can carry: what it has no way to say (most control characters, halves of characters) becomes �. */
export const legible = (text: string): string =>
	text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

const element = (name: string, value: Value): string => {
	const content = contentOf(name, value);
	return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
};

function contentOf(name: string, value: Value): string {
	if (value === null) return '';
	if (isList(value)) return value.map((one) => element(SINGULAR[name] ?? 'item', one)).join('');
	if (typeof value === 'object')
		return Object.entries(value)
			.map(([child, one]) => element(child, one))
			.join('');
	return escaped(String(value));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** A bare carriage return would be read as a line feed. */
const escaped = (text: string): string => legible(text).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? '');
