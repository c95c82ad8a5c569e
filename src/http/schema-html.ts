import { escapeHtml } from './html.ts';

/** What we show of a JSON schema. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	format?: string;
	enum?: unknown[];
	const?: unknown;
	description?: string;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
	additionalProperties?: boolean | Schema;
}

/** A schema in words: its fields as a list of terms, a named one as a link to where it is described. */
export function schemaHtml(schema: Schema): string {
	const description = schema.description ? ` <span class="muted">${escapeHtml(schema.description)}</span>` : '';
	return `<div>${kindOf(schema)}${description}</div>${fieldsOf(schema)}`;
}

function kindOf(schema: Schema): string {
	if (schema.$ref) {
		const name = decodeURIComponent(schema.$ref.split('/').at(-1) ?? '');
		return `<a href="#${encodeURIComponent(name)}">${escapeHtml(name)}</a>`;
	}
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return choices.map(kindOf).join(' 或 ');
	if (schema.allOf) return schema.allOf.map(kindOf).join(' 加 ');
	if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join('、');
	if (schema.const !== undefined) return `<code>${escapeHtml(String(schema.const))}</code>`;
	const types = [schema.type ?? []].flat().map((type) => KINDS[type] ?? type);
	const words = types.map(escapeHtml).join(' 或 ') || '任意内容';
	return schema.items ? `${words}，每一项是 ${kindOf(schema.items)}` : words + formatOf(schema);
}

const KINDS: Record<string, string> = {
	string: '文字',
	integer: '整数',
	number: '数字',
	boolean: '是否',
	array: '列表',
	object: '对象',
	null: '空'
};

const formatOf = ({ format }: Schema): string => (format ? `（${escapeHtml(format)}）` : '');

/** The named fields inside, through lists and choices. */
function fieldsOf(schema: Schema): string {
	const own = Object.entries(schema.properties ?? {}).map(
		([name, field]) =>
			`<dt><code>${escapeHtml(name)}</code>${schema.required?.includes(name) ? '' : ' <span class="muted">可没有</span>'}</dt><dd>${schemaHtml(field)}</dd>`
	);
	const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
		.filter((part) => part !== undefined)
		.map(fieldsOf)
		.join('');
	return (own.length > 0 ? `<dl>${own.join('')}</dl>` : '') + inner;
}
