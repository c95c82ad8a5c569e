import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnv } from './env.ts';

const KEYS = `1:${'k'.repeat(32)}`;

test('every variable is documented', () => {
	const [, names = ''] =
		/const Environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(readFileSync('src/env.ts', 'utf8')) ?? [];
	const documented = readFileSync('docs/OPERATIONS.md', 'utf8');
	const variables = [...names.matchAll(/^\t([A-Z0-9_]+):/gm)].map(([, name]) => name ?? '');
	expect(variables.length).toBeGreaterThan(10);
	expect(variables.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});

test.each([
	['PORT', '99999', 'PORT'],
	['PORT', 'abc', 'PORT 要是一个端口号'],
	['DATABASE_URL', 'mysql://x', 'DATABASE_URL 要以 postgres:// 开头'],
	['MEIHUA_KEYS', 'short', 'MEIHUA_KEYS 的写法'],
	['PUBLIC_ORIGIN', 'example', 'PUBLIC_ORIGIN 要是网站的公开地址'],
	['S3_ENDPOINT', 'https://s3.example', '还要设 S3_BUCKET']
])('%s=%s is refused with a sentence', (name, value, sentence) => {
	expect(() => readEnv({ MEIHUA_KEYS: KEYS, [name]: value })).toThrow(sentence);
});

test('an empty variable is as good as none', () => {
	expect(readEnv({ MEIHUA_KEYS: KEYS, PORT: '', PUBLIC_ORIGIN: '' })).toMatchObject({
		port: 3000,
		publicOrigin: undefined
	});
});

test('keys are taken newest first', () => {
	const [newer, older] = ['n'.repeat(32), 'o'.repeat(32)];
	expect(readEnv({ MEIHUA_KEYS: `2:${newer},1:${older}` }).keys).toEqual([
		{ version: 2, secret: newer },
		{ version: 1, secret: older }
	]);
});

test('on a fresh machine a key is made once, readable by its owner only', () => {
	const data = mkdtempSync(path.join(tmpdir(), 'meihua-env-'));
	onTestFinished(() => rmSync(data, { recursive: true }));
	const [first, second] = [readEnv({ MEIHUA_DATA: data }), readEnv({ MEIHUA_DATA: data })];
	expect(first.keys).toEqual(second.keys);
	expect(statSync(path.join(data, 'keys')).mode & 0o777).toBe(0o600);
});
