import { afterEach, expect, test, vi } from 'vitest';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { failureOf } from './failure.ts';

const written: string[] = [];
vi.spyOn(console, 'error').mockImplementation((line: string) => void written.push(line));
afterEach(() => void written.splice(0));

const asked = { method: 'POST', route: '/[centre]/wishes' };
const PHONE = '13800000000';
const withFields = (error: Error, fields: Record<string, string>) => Object.assign(error, fields);

test('what a command says is told with its status, and is nothing for the log', () => {
	const issues = [{ field: 'phone', message: '请填写手机号' }];
	expect(
		[
			new Invalid('请填写手机号', issues),
			new Missing('没有这个心愿'),
			new Conflict('已经认领满了'),
			new Refused('请先登录', 'signedOut'),
			new Refused('您不能这样做'),
			new Refused('太频繁', 'tooOften', 30)
		].map((error) => failureOf(error, asked))
	).toEqual([
		{ status: 422, name: 'Invalid', message: '请填写手机号', issues },
		{ status: 404, name: 'Missing', message: '没有这个心愿', issues: [] },
		{ status: 409, name: 'Conflict', message: '已经认领满了', issues: [] },
		{ status: 401, name: 'Refused', message: '请先登录', issues: [] },
		{ status: 403, name: 'Refused', message: '您不能这样做', issues: [] },
		{ status: 429, name: 'Refused', message: '太频繁', issues: [], retryAfter: 30 }
	]);
	expect(written).toEqual([]);
});

test('what we did not foresee is told by an id only, and found by it in the log', () => {
	const told = failureOf(new TypeError('x is not a function'), asked);
	expect(told).toEqual({
		status: 500,
		name: 'Failed',
		message: expect.any(String),
		issues: [],
		id: expect.any(String)
	});
	expect(told.message).not.toContain('function');
	expect(written).toHaveLength(1);
	expect(JSON.parse(written[0] ?? '')).toMatchObject({
		level: 'error',
		id: told.id,
		status: 500,
		method: 'POST',
		route: '/[centre]/wishes',
		error: { name: 'TypeError', message: 'x is not a function', stack: expect.any(Array) }
	});
});

test('a database that does not answer is a 503 with the time after which to try again', () => {
	const refused = withFields(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
	expect(failureOf(refused, asked)).toMatchObject({ status: 503, name: 'Unavailable', retryAfter: 5 });
});

test('a character that the database cannot hold is the visitor’s to take out, and nothing for the log', () => {
	const refused = withFields(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: '22021' });
	const message = expect.stringMatching(/\p{Script=Han}/u);
	expect(failureOf(refused, asked)).toEqual({ status: 422, name: 'Invalid', message, issues: [] });
	expect(written).toEqual([]);
});

test('nothing a person typed comes into the log', () => {
	const typed = [
		withFields(new Error(`duplicate key: ${PHONE}`), {
			name: 'error',
			code: '23505',
			detail: `Key (phone)=(${PHONE}) already exists.`,
			where: PHONE,
			table: 'person',
			constraint: 'person_phone_key'
		}),
		new SyntaxError(`Unexpected token, "${PHONE}" is not valid JSON`),
		new Error('outer', { cause: withFields(new Error(PHONE), { code: '22P02' }) }),
		PHONE,
		{ message: PHONE }
	];
	for (const error of typed) failureOf(error, asked);
	expect(written).toHaveLength(typed.length);
	expect(written.join('\n')).not.toContain(PHONE);
	expect(written[0]).toContain('person_phone_key');
	expect(written[2]).toContain('22P02');
});
