import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Invalid } from './errors.ts';
import { newSubmissionKey, readForm, SUBMISSION_KEY } from './form.ts';
import { isId } from './ids.ts';

type Entries = [name: string, value: string | File][];

function formOf(entries: Entries): FormData {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return form;
}

async function dataOf<Schema extends z.ZodType>(schema: Schema, entries: Entries): Promise<z.output<Schema>> {
	const result = await readForm(formOf(entries), schema);
	if (!result.ok) throw new Error(JSON.stringify(result.issues));
	return result.data;
}

async function issuesOf(field: z.ZodType, ...values: (string | File)[]): Promise<string[]> {
	const result = await readForm(formOf(values.map((value) => ['field', value])), z.object({ field }));
	if (result.ok) throw new Error('it was taken');
	expect(result.issues.every((issue) => issue.field === 'field')).toBe(true);
	return result.issues.map((issue) => issue.message);
}

const photo = () => new File([new Uint8Array([1, 2, 3])], 'a.jpg', { type: 'image/jpeg' });

describe('text becomes what the schema asks for', () => {
	test('trimmed text, numbers also in full-width digits, flags, lists and files', async () => {
		const schema = z.object({
			name: z.string(),
			places: z.number().int(),
			share: z.number(),
			urgent: z.boolean(),
			quiet: z.boolean(),
			channels: z.array(z.string()),
			floors: z.array(z.number()),
			level: z.literal([1, 2, 3]),
			photo: z.file()
		});
		expect(
			await dataOf(schema, [
				['name', ' 阿依古丽·买买提 '],
				['places', '１２'],
				['share', '0.5'],
				['urgent', 'on'],
				['channels', '来电'],
				['channels', '窗口'],
				['floors', '3'],
				['floors', ''],
				['level', '2'],
				['photo', photo()]
			])
		).toEqual({
			name: '阿依古丽·买买提',
			places: 12,
			share: 0.5,
			urgent: true,
			quiet: false,
			channels: ['来电', '窗口'],
			floors: [3],
			level: 2,
			photo: expect.any(File) as File
		});
	});

	test('telephone and identity numbers stay text', async () => {
		const schema = z.object({ phone: z.string() });
		expect(await dataOf(schema, [['phone', '013800000000']])).toEqual({ phone: '013800000000' });
	});

	test('an empty field is an absent one', async () => {
		const schema = z.object({
			note: z.string().optional(),
			amount: z.number().nullable(),
			size: z.number().default(20),
			photo: z.file().optional()
		});
		const empty: Entries = [
			['note', '  '],
			['amount', ''],
			['size', ''],
			['photo', new File([], '')]
		];
		expect(await dataOf(schema, empty)).toEqual({ amount: null, size: 20 });
	});

	test('through refinements, transformations and unions', async () => {
		const schema = z
			.discriminatedUnion('kind', [
				z.object({ kind: z.literal('member'), age: z.number() }),
				z.object({ kind: z.literal('unit'), heads: z.number().optional() })
			])
			.refine(() => true)
			.transform((input) => ({ input }));
		expect(
			await dataOf(schema, [
				['kind', 'member'],
				['age', '40']
			])
		).toEqual({ input: { kind: 'member', age: 40 } });
	});

	test('passwords keep their spaces, other text loses control characters and carriage returns', async () => {
		const schema = z.object({ password: z.string(), text: z.string() });
		const data = await dataOf(schema, [
			['password', ' two  words '],
			['text', 'one\u0000\r\ntwo\u0007\tthree']
		]);
		expect(data).toEqual({ password: ' two  words ', text: 'one\ntwo\tthree' });
	});

	test('files that no field asks for are handed over apart', async () => {
		const form = formOf([
			['photos', photo()],
			['photos', photo()],
			['photos', new File([], '')],
			['__proto__', photo()]
		]);
		const result = await readForm(form, z.object({}));
		expect(result.ok && result.files.photos?.length).toBe(2);
		expect(result.ok && Object.keys(result.files)).toEqual(['photos', '__proto__']);
	});

	test('fields the schema does not name are left aside', async () => {
		const schema = z.strictObject({ name: z.string() });
		expect(
			await dataOf(schema, [
				['name', '李'],
				['role', 'administrator'],
				['__proto__', 'x']
			])
		).toEqual({ name: '李' });
	});
});

describe('what is wrong is said with what to do', () => {
	const title = { title: '联系电话' };
	test.each([
		['a missing text', z.string().meta(title), '', '请填写联系电话'],
		['a missing text behind rules', z.string().min(2).optional().unwrap().meta(title), ' ', '请填写联系电话'],
		['a missing text without a title', z.string(), '', '请填写这一项'],
		['a missing choice', z.enum(['a', 'b']).meta({ title: '类别' }), '', '请选择类别'],
		['an unknown choice', z.enum(['a', 'b']).meta({ title: '类别' }), 'c', '类别请从列出的选项里选一个'],
		['a missing consent', z.literal(true).meta({ title: '同意公开' }), '', '请勾选同意公开'],
		['a refused consent', z.literal(true).meta({ title: '同意公开' }), 'false', '请勾选同意公开'],
		['a missing picture', z.file().meta({ title: '照片' }), '', '请上传照片'],
		['no number', z.number().meta({ title: '名额' }), '三个', '名额请填数字，例如 12'],
		['an unsafe number', z.number().meta({ title: '名额' }), '0x10', '名额请填数字，例如 12'],
		['a fraction', z.number().int().meta({ title: '名额' }), '1.5', '名额请填整数'],
		['too small a number', z.number().min(1).meta({ title: '名额' }), '0', '名额请填不小于 1 的数'],
		['a number that is not above', z.number().gt(0).meta({ title: '面积' }), '0', '面积请填大于 0 的数'],
		['too large a number', z.number().max(9).meta({ title: '名额' }), '10', '名额请填不大于 9 的数'],
		['a number that is not below', z.number().lt(9).meta({ title: '名额' }), '9', '名额请填小于 9 的数'],
		['too short a text', z.string().min(5).meta({ title: '内容' }), '短', '内容至少写 5 个字'],
		['too long a text', z.string().max(2).meta({ title: '内容' }), '太长了', '内容最多写 2 个字，请缩短一些'],
		['too few of a list', z.array(z.string()).min(1).meta({ title: '渠道' }), '', '渠道请至少选 1 项'],
		['no date', z.iso.date().meta({ title: '日期' }), '5月1日', '日期请填日期，例如 2026-05-01'],
		['no email', z.email().meta({ title: '邮箱' }), 'x', '邮箱请填完整的邮箱，例如 name@example.com'],
		['an odd form', z.string().regex(/^\d+$/).meta(title), 'x', '联系电话的写法不对，请照着提示再填一次'],
		[
			'a rule without words',
			z
				.string()
				.refine(() => false)
				.meta(title),
			'x',
			'联系电话填得不对，请检查后再填一次'
		],
		['the words of the schema win', z.string('请留下电话，我们好回复您').meta(title), '', '请留下电话，我们好回复您']
	])('%s', async (_, field, value, sentence) => {
		expect(await issuesOf(field, value)).toEqual([sentence]);
	});

	test('an entry of a list is told at the list', async () => {
		expect(await issuesOf(z.array(z.enum(['a', 'b'])).meta({ title: '渠道' }), 'a', 'c')).toEqual([
			'渠道请从列出的选项里选一个'
		]);
	});
});

describe('a form that is shown again', () => {
	test('keeps what was typed, as typed, and never a password, a code or a file', async () => {
		const schema = z.object({
			name: z.string().max(1),
			skills: z.array(z.string()),
			password: z.string(),
			passwordAgain: z.string(),
			code: z.string(),
			phoneCode: z.string(),
			recoveryToken: z.string(),
			photo: z.file()
		});
		const form = formOf([
			['name', ' 太长 '],
			['skills', '理发'],
			['skills', '磨刀'],
			['password', 'secret-word'],
			['passwordAgain', 'secret-word'],
			['code', '123456'],
			['phoneCode', '123456'],
			['recoveryToken', 'secret-token'],
			['photo', photo()],
			['unasked', 'x']
		]);
		const result = await readForm(form, schema);
		expect(result.ok || result.values).toEqual({ name: ' 太长 ', skills: ['理发', '磨刀'] });
		expect(JSON.stringify(result)).not.toMatch(/secret|123456/);
	});

	test('keeps its submission key, so that mending it is still the same submission', async () => {
		const key = newSubmissionKey();
		const result = await readForm(formOf([[SUBMISSION_KEY, key]]), z.object({ name: z.string() }));
		expect([result.ok, result.submissionKey]).toEqual([false, key]);
	});

	test.each(['', 'x', "'; drop table", '00000000-0000-0000-0000-00000000000'])(
		'gets a fresh key in place of "%s"',
		async (key) => {
			const result = await readForm(formOf([[SUBMISSION_KEY, key]]), z.object({}));
			expect(isId(result.submissionKey)).toBe(true);
			expect(result.submissionKey).not.toBe(key);
		}
	);
});

describe('a request', () => {
	const schema = z.object({ name: z.string() });
	const post = (body: BodyInit, type?: string) =>
		new Request('http://localhost/', {
			method: 'POST',
			body,
			headers: type === undefined ? {} : { 'content-type': type }
		});

	test('with an encoded or a multipart form is read', async () => {
		for (const body of [new URLSearchParams({ name: '李' }), formOf([['name', '李']])]) {
			expect(await readForm(post(body), schema)).toMatchObject({ ok: true, data: { name: '李' } });
		}
	});

	test('without a form is Invalid, also when cut off', async () => {
		for (const [body, type] of [
			['{"name":"x"}', 'application/json'],
			['name=x', 'text/plain'],
			['--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nhal', 'multipart/form-data; boundary=b'],
			['x', 'multipart/form-data']
		] as const) {
			await expect(readForm(post(body, type), schema)).rejects.toThrow(Invalid);
		}
	});
});

test('whatever is posted, the answer is data or issues, never an error', async () => {
	const schema = z.object({ a: z.string().min(2), b: z.number().int().min(1), c: z.boolean(), d: z.array(z.number()) });
	const name = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor', SUBMISSION_KEY), fc.string());
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), async (entries) => {
			const result = await readForm(formOf(entries), schema);
			expect(isId(result.submissionKey)).toBe(true);
			if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
		})
	);
});
