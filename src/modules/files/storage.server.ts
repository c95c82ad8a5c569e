import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { S3mini } from 's3mini';
import { env } from '#env';

/** Where the bytes of files live; what they are and whose, the database knows. */
export interface FileStore {
	/** Stores or replaces. When it returns, the bytes survive a power cut; readers see the old bytes or the new, never half. */
	put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
	/** The bytes, or undefined when there is no such file. */
	get(key: string): Promise<Buffer | undefined>;
	/** Removing what is not there is no error. */
	remove(key: string): Promise<void>;
}

/** The store could not do it (full, not writable, not reachable); the message says what to do. The input was not at fault. */
export class StorageFailed extends Error {
	override name = 'StorageFailed';
	/** The system's code, such as ENOSPC: by it the kernel tells a passing failure (503) from a broken one. */
	readonly code: string;
	constructor(message: string, cause: unknown) {
		super(message, { cause });
		this.code = codeOf(cause);
	}
}

let chosen: FileStore | undefined;

/** The installation's own store: the bucket when one is configured, else the folder `files` beside the data. */
export function fileStore(): FileStore {
	const { s3, data } = env();
	return (chosen ??= s3 ? s3Store(s3) : folderStore(path.join(data, 'files')));
}

/** Files in a folder of this machine. */
export function folderStore(directory: string): FileStore {
	const home = path.resolve(directory);
	const pathOf = (key: string) => path.join(home, ...partsOf(key));
	return {
		async put(key, bytes) {
			const file = pathOf(key);
			await explained('保存', () => writeDurably(file, path.join(home, INCOMING), bytes));
		},
		async get(key) {
			const file = pathOf(key);
			return explained('读取', () => absentAs(readFile(file), undefined));
		},
		async remove(key) {
			const file = pathOf(key);
			await explained('删除', () => rm(file, { force: true }));
		}
	};
}

export interface S3Options {
	endpoint: string;
	bucket: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
}

/** Files in a bucket of an S3-compatible store, addressed by path: endpoint/bucket/key. */
export function s3Store({ endpoint, bucket, ...access }: S3Options): FileStore {
	const client = new S3mini({
		...access,
		endpoint: `${endpoint.replace(/\/+$/, '')}/${bucket}`,
		requestAbortTimeout: 20_000
	});
	return {
		async put(key, bytes, contentType) {
			const checked = partsOf(key).join('/');
			await explained('保存', () => client.putObject(checked, bytes, contentType));
		},
		async get(key) {
			const checked = partsOf(key).join('/');
			const found = await explained('读取', () => client.getObjectArrayBuffer(checked));
			return found ? Buffer.from(found) : undefined;
		},
		async remove(key) {
			const checked = partsOf(key).join('/');
			await explained('删除', () => client.deleteObject(checked));
		}
	};
}

/** Half-written files lie here; no key can name it, for keys do not begin with a dot. */
const INCOMING = '.incoming';

/** Lower case only, so that a key means one file on every file system. */
const KEY_PART = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)*$/;

function partsOf(key: string): string[] {
	const parts = key.split('/');
	if (key.length > 200 || !parts.every((part) => KEY_PART.test(part))) throw new RangeError('not a file key');
	return parts;
}

/** Complete under another name, flushed, then renamed, and the name flushed too. */
async function writeDurably(file: string, incoming: string, bytes: Uint8Array): Promise<void> {
	const folder = path.dirname(file);
	await mkdir(incoming, { recursive: true });
	const created = await mkdir(folder, { recursive: true });
	const temporary = path.join(incoming, randomUUID());
	try {
		await flushed(temporary, 'wx', (handle) => handle.writeFile(bytes));
		await rename(temporary, file);
	} catch (cause) {
		await rm(temporary, { force: true });
		throw cause;
	}
	// Windows cannot flush a folder, and its rename is journalled.
	if (process.platform === 'win32') return;
	const top = created === undefined ? folder : path.dirname(created);
	for (let at = folder; at.length >= top.length; at = path.dirname(at)) await flushed(at, 'r');
}

type Handle = Awaited<ReturnType<typeof open>>;

async function flushed(name: string, flags: string, write?: (handle: Handle) => Promise<void>): Promise<void> {
	await using handle = await open(name, flags);
	await write?.(handle);
	await handle.sync();
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

async function absentAs<T, U>(reading: Promise<T>, absent: U): Promise<T | U> {
	try {
		return await reading;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return absent;
		throw error;
	}
}

/** Says what the system's code means to those who run the centre; the cause stays for the log. */
async function explained<T>(doing: '保存' | '读取' | '删除', act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (cause) {
		throw new StorageFailed(`文件没有${doing}成功：${reasonOf(codeOf(cause))}`, cause);
	}
}

function reasonOf(code: string): string {
	if (code === 'ENOSPC' || code === 'EDQUOT') return '服务器的磁盘满了。请联系管理员清理空间，然后再试一次';
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return '服务器的文件夹不允许读写。请联系管理员检查数据目录的权限';
	}
	return '文件存储暂时不可用。请稍后再试，仍不行请联系管理员';
}
