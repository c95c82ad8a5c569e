import { z } from 'zod';
import { Invalid, type Issue } from './errors.ts';
import { isId, newId } from './ids.ts';

/** A posted form: understood, or to be shown again with what was typed and what to do about it. */
export type FormResult<Data> =
	| { ok: true; data: Data; files: Record<string, File[]>; submissionKey: string }
	| { ok: false; values: Record<string, string | string[]>; issues: Issue[]; submissionKey: string };

/** The hidden field that makes a second click or a resend harmless: see `command`. */
export const SUBMISSION_KEY = 'submissionKey';

export const newSubmissionKey = newId;

/**
 * The one way a posted form becomes input of a command. The schema is that of the command; text is trimmed and turned
 * into the numbers, flags, lists and files it asks for, and an empty field is an absent one. A field is called by its
 * `.meta({ title })` in the sentences. Throws Invalid when the request carries no readable form at all.
 */
export async function readForm<Schema extends z.ZodType>(
	request: Request | FormData,
	schema: Schema
): Promise<FormResult<z.output<Schema>>> {
	const form = request instanceof FormData ? request : await formOf(request);
	const fields = fieldsOf(schema);
	const posted = form.get(SUBMISSION_KEY);
	const submissionKey = typeof posted === 'string' && isId(posted) ? posted : newSubmissionKey();

	const input = Object.fromEntries([...fields].map(([name, field]) => [name, inputOf(form, name, field)]));
	const parsed = await schema.safeParseAsync(input, {
		error: (issue) => explainIssue(issue, titleOf(fields.get(String(issue.path?.[0] ?? ''))))
	});
	if (parsed.success) return { ok: true, data: parsed.data, files: filesOf(form), submissionKey };
	const issues = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message }));
	return { ok: false, values: valuesOf(form, fields), issues, submissionKey };
}

/**
 * A sentence for an issue, that says what to do. A message written in the schema wins over it. Also fit for
 * `z.config({ customError: explainIssue })`, so that the API speaks like the pages.
 */
export function explainIssue(issue: z.core.$ZodRawIssue, title = ''): string {
	const absent = issue.input === undefined || issue.input === null;
	if (issue.code === 'invalid_type') {
		if (absent) return `请${issue.expected === 'file' ? '上传' : '填写'}${title || '这一项'}`;
		if (issue.expected === 'int') return `${title}请填整数`;
		return ['number', 'bigint'].includes(issue.expected) ? `${title}请填数字，例如 12` : again(title);
	}
	if (issue.code === 'invalid_value') {
		if (issue.values.length === 1 && issue.values[0] === true) return `请勾选${title || '这一项'}`;
		return absent ? `请选择${title || '这一项'}` : `${title}请从列出的选项里选一个`;
	}
	if (issue.code === 'too_small') return tooSmall(issue, title);
	if (issue.code === 'too_big') return tooBig(issue, title);
	if (issue.code === 'invalid_format') return `${title}${FORMATS[issue.format] ?? '的写法不对，请照着提示再填一次'}`;
	if (issue.code === 'unrecognized_keys') return '这里有认不得的内容，请刷新页面再填一次';
	return again(title);
}

const again = (title: string) => `${title || '这一项'}填得不对，请检查后再填一次`;

const FORMATS: Record<string, string | undefined> = {
	email: '请填完整的邮箱，例如 name@example.com',
	url: '请填完整的网址，例如 https://example.cn',
	date: '请填日期，例如 2026-05-01',
	time: '请填时间，例如 09:30',
	datetime: '请填日期和时间，例如 2026-05-01T09:30:00Z',
	uuid: '的编号不对，请刷新页面再选一次'
};

function tooSmall(
	{ origin, minimum, inclusive }: Pick<z.core.$ZodIssueTooSmall, 'origin' | 'minimum' | 'inclusive'>,
	title: string
): string {
	if (origin === 'string')
		return Number(minimum) <= 1 ? `请填写${title || '这一项'}` : `${title}至少写 ${minimum} 个字`;
	if (origin === 'array' || origin === 'set') return `${title}请至少选 ${minimum} 项`;
	if (origin === 'file') return `${title}的文件太小了，请重新选择`;
	return `${title}请填${inclusive === false ? `大于 ${minimum} 的数` : `不小于 ${minimum} 的数`}`;
}

function tooBig(
	{ origin, maximum, inclusive }: Pick<z.core.$ZodIssueTooBig, 'origin' | 'maximum' | 'inclusive'>,
	title: string
): string {
	if (origin === 'string') return `${title}最多写 ${maximum} 个字，请缩短一些`;
	if (origin === 'array' || origin === 'set') return `${title}最多选 ${maximum} 项`;
	if (origin === 'file') return `${title}的文件太大了，请缩小后再上传`;
	return `${title}请填${inclusive === false ? `小于 ${maximum} 的数` : `不大于 ${maximum} 的数`}`;
}

export async function formOf(request: Request): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
		throw new Invalid('提交的不是一张表单，请刷新页面再填一次');
	}
	try {
		return await request.formData();
	} catch {
		// Cut off on a weak network, or not made by a browser: the platform tells it as a TypeError.
		throw new Invalid('表单没有传完整，请再提交一次');
	}
}

type Field = z.core.$ZodType;

/** The named fields of an object schema, through unions, pipes and wrappers; the first of two equal names counts. */
function fieldsOf(schema: Field): Map<string, Field> {
	const inner = bare(schema);
	if (inner instanceof z.ZodObject) return new Map(Object.entries(inner.shape as Record<string, Field>));
	const parts =
		inner instanceof z.ZodUnion
			? inner.options
			: inner instanceof z.ZodIntersection
				? [inner.def.right, inner.def.left]
				: [];
	return new Map(parts.toReversed().flatMap((part) => [...fieldsOf(part)]));
}

/** The schema inside optional, default, nullable, readonly and the input side of a pipe. */
function bare(schema: Field): Field {
	if (schema instanceof z.ZodPipe) return bare(schema.in);
	const wrapped = WRAPPERS.some((wrapper) => schema instanceof wrapper);
	return wrapped ? bare((schema as z.ZodOptional).unwrap()) : schema;
}

const WRAPPERS = [
	z.ZodOptional,
	z.ZodDefault,
	z.ZodPrefault,
	z.ZodNullable,
	z.ZodReadonly,
	z.ZodCatch,
	z.ZodNonOptional
];

/** The title of a field stands on the schema or on what it wraps. */
function titleOf(field: Field | undefined): string {
	if (!field) return '';
	return z.globalRegistry.get(field)?.title ?? z.globalRegistry.get(bare(field))?.title ?? '';
}

function inputOf(form: FormData, name: string, field: Field): unknown {
	const inner = bare(field);
	const filled = form.getAll(name).filter(isFilled);
	if (inner instanceof z.ZodArray) return filled.map((value) => valueOf(value, name, bare(inner.element)));
	const [first] = filled;
	if (isFlag(inner)) return first === undefined ? false : flagOf(first);
	if (first !== undefined) return valueOf(first, name, inner);
	return field instanceof z.ZodNullable ? null : undefined;
}

const isFilled = (value: FormDataEntryValue) => (typeof value === 'string' ? value.trim() !== '' : value.size > 0);

/** An unticked box sends nothing, so a flag is never absent. */
const isFlag = (field: Field) =>
	field instanceof z.ZodBoolean ||
	(field instanceof z.ZodLiteral && [...field.values].every((value) => typeof value === 'boolean'));

const isNumber = (field: Field) =>
	field instanceof z.ZodNumber ||
	(field instanceof z.ZodLiteral && [...field.values].every((value) => typeof value === 'number'));

const FLAGS = new Map<unknown, boolean>([
	['on', true],
	['true', true],
	['1', true],
	['false', false],
	['0', false]
]);

const flagOf = (value: FormDataEntryValue): unknown => FLAGS.get(value) ?? value;

function valueOf(value: FormDataEntryValue, name: string, field: Field): unknown {
	if (typeof value !== 'string') return value;
	const text = /password/i.test(name) ? value : cleaned(value);
	if (!isNumber(field)) return text;
	const digits = text.normalize('NFKC');
	return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : text;
}

/** Control characters, which nobody types and PostgreSQL refuses, go; browsers send line ends as \r\n. */
const cleaned = (text: string) => text.replace(/(?![\t\n])\p{Cc}/gu, '').trim();

/** What was typed, as typed, for the named fields alone: no secrets, and no files, which a browser would not take back. */
function valuesOf(form: FormData, fields: Map<string, Field>): Record<string, string | string[]> {
	const shown = [...fields].filter(([name]) => !isSecret(name) && form.has(name));
	return Object.fromEntries(
		shown.flatMap(([name, field]): [string, string | string[]][] => {
			const texts = form
				.getAll(name)
				.flatMap((value) => (typeof value === 'string' ? [value.slice(0, MOST_SHOWN)] : []));
			if (bare(field) instanceof z.ZodArray) return [[name, texts]];
			return texts[0] === undefined ? [] : [[name, texts[0]]];
		})
	);
}

/** Characters: who pasted a whole book gets its beginning back, not megabytes. */
const MOST_SHOWN = 10_000;

const isSecret = (name: string) => /password|passphrase|secret|token|(^|[a-z_-])code$|^otp|otp$/i.test(name);

function filesOf(form: FormData): Record<string, File[]> {
	const chosen = (name: string) => form.getAll(name).filter((value) => typeof value !== 'string' && value.size > 0);
	const names = [...new Set(form.keys())].filter((name) => chosen(name).length > 0);
	return Object.fromEntries(names.map((name) => [name, chosen(name) as File[]]));
}
