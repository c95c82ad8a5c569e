import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { statusOf } from '#kernel/errors.ts';
import { folderStore, s3Store, StorageFailed, type FileStore } from './storage.server.ts';

/** A full disk: new files land on Linux's own device for it, which answers every write with ENOSPC. */
const disk = vi.hoisted(() => ({ full: false }));
vi.mock('node:fs/promises', async (original) => {
	const real = await original<typeof import('node:fs/promises')>();
	const open = (name: string, flags: string) =>
		disk.full && flags === 'wx' ? real.open('/dev/full', 'w') : real.open(name, flags);
	return { ...real, open };
});

const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0a, 0x0d, 0x80]);
let directory: string;

beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'meihua storage 梅-'));
});

afterAll(() => rm(directory, { recursive: true }));

interface Seen {
	method: string | undefined;
	path: string | undefined;
	authorization: string | undefined;
	contentType: string | undefined;
	hash: string | undefined;
	bodyHash: string;
}

const objects = new Map<string, Buffer>();
const seen: Seen[] = [];
let failing = false;

/** An object store of a few lines: enough to see what is sent and to give back what was put. */
const bucket = createServer((request, response) => {
	void bodyOf(request).then((body) => {
		seen.push({
			method: request.method,
			path: request.url,
			authorization: request.headers.authorization,
			contentType: request.headers['content-type'],
			hash: String(request.headers['x-amz-content-sha256']),
			bodyHash: createHash('sha256').update(body).digest('hex')
		});
		const name = request.url ?? '';
		if (failing) return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
		if (request.method === 'PUT') objects.set(name, body);
		if (request.method === 'DELETE') objects.delete(name);
		if (request.method === 'DELETE') return response.writeHead(204).end();
		const found = objects.get(name);
		return found
			? response.writeHead(200).end(found)
			: response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
	});
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

const s3 = () =>
	s3Store({
		endpoint: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}/`,
		bucket: 'pictures',
		region: 'cn-south-1',
		accessKeyId: 'the-key',
		secretAccessKey: 'the-secret'
	});

beforeAll(() => new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => bucket.close(resolve)));
beforeEach(() => {
	failing = false;
	seen.length = 0;
});

const stores: [string, () => FileStore][] = [
	['a folder', () => folderStore(directory)],
	['a bucket', s3]
];

describe.each(stores)('in %s', (_, storeOf) => {
	test('what was put is got, replaced and removed', async () => {
		const store = storeOf();
		await store.put('centre/one.jpeg', picture, 'image/jpeg');
		expect(await store.get('centre/one.jpeg')).toEqual(picture);
		await store.put('centre/one.jpeg', Buffer.from('second'), 'image/jpeg');
		expect((await store.get('centre/one.jpeg'))?.toString()).toBe('second');
		await store.remove('centre/one.jpeg');
		expect(await store.get('centre/one.jpeg')).toBeUndefined();
		await store.remove('centre/one.jpeg');
	});

	test('any bytes come back as they were', async () => {
		const store = storeOf();
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
				await store.put('any/bytes.bin', bytes, 'application/octet-stream');
				expect(await store.get('any/bytes.bin')).toEqual(Buffer.from(bytes));
			}),
			{ numRuns: 20 }
		);
	});

	test.each([
		'',
		'/etc/passwd',
		'../x',
		'a/../../x',
		'a//b',
		'.incoming/x',
		'a/.b',
		'a\\b',
		'A.jpg',
		'a b',
		'c:x',
		'a\0',
		'a.',
		'图'
	])('"%s" is no key', async (key) => {
		const store = storeOf();
		await expect(store.put(key, picture, 'image/jpeg')).rejects.toThrow(RangeError);
		await expect(store.get(key)).rejects.toThrow(RangeError);
		await expect(store.remove(key)).rejects.toThrow(RangeError);
	});
});

describe('a folder', () => {
	test('holds whole files under their keys and no remains', async () => {
		await folderStore(directory).put('whole/file.webp', picture, 'image/webp');
		expect(await readFile(path.join(directory, 'whole', 'file.webp'))).toEqual(picture);
		expect(await readdir(path.join(directory, '.incoming'))).toEqual([]);
	});

	test('written by many at once holds one of them whole', async () => {
		const store = folderStore(directory);
		const versions = Array.from({ length: 20 }, (_, at) => Buffer.alloc(50_000, at));
		await Promise.all(versions.map((bytes) => store.put('many.bin', bytes, 'x/y')));
		const kept = await store.get('many.bin');
		expect(versions.some((bytes) => kept?.equals(bytes))).toBe(true);
	});

	test('that cannot be written says so, and names nothing of the machine', async () => {
		await writeFile(path.join(directory, 'blocked'), 'a file where a folder should be');
		const refusal: unknown = await folderStore(path.join(directory, 'blocked'))
			.put('a.jpeg', picture, 'image/jpeg')
			.catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(StorageFailed);
		expect((refusal as Error).message).toMatch(/文件没有保存成功/);
		expect((refusal as Error).message).not.toContain(directory);
	});

	test.runIf(process.platform === 'linux')('on a full disk says so, and keeps what it held', async () => {
		const store = folderStore(directory);
		await store.put('held.bin', Buffer.from('before'), 'x/y');
		disk.full = true;
		const refusal: unknown = await store.put('held.bin', picture, 'x/y').catch((error: unknown) => error);
		expect(String(refusal)).toMatch('磁盘满了');
		expect(statusOf(refusal)).toBe(503);
		disk.full = false;
		expect((await store.get('held.bin'))?.toString()).toBe('before');
		expect(await readdir(path.join(directory, '.incoming'))).toEqual([]);
	});
});

describe('a bucket', () => {
	test('is asked with a signature, the sum of the bytes and their type', async () => {
		await s3().put('centre/one.jpeg', picture, 'image/jpeg');
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({ method: 'PUT', path: '/pictures/centre/one.jpeg', contentType: 'image/jpeg' });
		expect(seen[0]?.authorization).toMatch(
			/^AWS4-HMAC-SHA256 Credential=the-key\/\d{8}\/cn-south-1\/s3\/aws4_request, ?SignedHeaders=[^,]+, ?Signature=[0-9a-f]{64}$/
		);
		expect(['UNSIGNED-PAYLOAD', seen[0]?.bodyHash]).toContain(seen[0]?.hash);
		expect(JSON.stringify(seen)).not.toContain('the-secret');
	});

	test('that refuses is a clear error, not an absent file', async () => {
		failing = true;
		await expect(s3().get('centre/one.jpeg')).rejects.toThrow(StorageFailed);
		await expect(s3().put('centre/one.jpeg', picture, 'image/jpeg')).rejects.toThrow('文件没有保存成功');
	});
});
