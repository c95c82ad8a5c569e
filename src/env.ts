import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The environment, read in this file and nowhere else. Each line is documented in docs/OPERATIONS.md. */
const Environment = z.object({
	PORT: z.coerce.number('PORT 要是一个端口号').int().min(0).max(65535, 'PORT 要在 0 到 65535 之间').default(3000),
	HOST: z.string().min(1).default('127.0.0.1'),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'DATABASE_URL 要以 postgres:// 开头')
		.optional(),
	DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(16),
	MEIHUA_DATA: z.string().min(1).default('./data'),
	MEIHUA_KEYS: z
		.string()
		.regex(
			/^\d+:[^,:]{32,}(,\d+:[^,:]{32,})*$/,
			'MEIHUA_KEYS 的写法是 版本:密钥，新的在前，例如 2:…,1:…，每个密钥至少 32 个字符'
		)
		.optional(),
	PUBLIC_ORIGIN: z
		.url({ protocol: /^https?$/, error: 'PUBLIC_ORIGIN 要是网站的公开地址，例如 https://example.cn' })
		.optional(),
	TRUSTED_PROXY: z.enum(['0', '1']).default('0'),
	MEIHUA_WORKER: z.enum(['0', '1']).default('1'),
	MEIHUA_UI_EXAMPLES: z.enum(['0', '1']).default('0'),
	SMS_GATEWAY_URL: z.url({ error: 'SMS_GATEWAY_URL 要是短信网关的地址' }).optional(),
	SMS_GATEWAY_TOKEN: z.string().optional(),
	S3_ENDPOINT: z.url({ error: 'S3_ENDPOINT 要是对象存储的地址' }).optional(),
	S3_BUCKET: z.string().optional(),
	S3_REGION: z.string().default('auto'),
	S3_ACCESS_KEY_ID: z.string().optional(),
	S3_SECRET_ACCESS_KEY: z.string().optional()
});

export interface Env {
	port: number;
	host: string;
	databaseUrl: string | undefined;
	databasePool: number;
	/** Absolute path of the folder that holds pictures, keys and the embedded database. */
	data: string;
	/** Encryption keys, newest first. */
	keys: { version: number; secret: string }[];
	publicOrigin: string | undefined;
	/** Whether a reverse proxy in front sets X-Forwarded-For; otherwise the header is ignored. */
	trustedProxy: boolean;
	/** Whether this process also works the job queue. */
	worker: boolean;
	uiExamples: boolean;
	sms: { url: string; token: string | undefined } | undefined;
	s3: { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string } | undefined;
}

/** The environment could not be understood; the message says which line and how to write it. */
export class BadEnvironment extends Error {
	override name = 'BadEnvironment';
}

/** SvelteKit looks in src/env.ts for variables of its own kind. There are none: ours are read with env(). */
export const variables = {};

let known: Env | undefined;

/** The validated environment. Read on first use, never at import: the build imports server modules. */
export const env = (): Env => (known ??= readEnv(process.env));

export function readEnv(source: Record<string, string | undefined>): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const parsed = Environment.safeParse(given);
	if (!parsed.success)
		throw new BadEnvironment(
			parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`).join('\n')
		);
	const e = parsed.data;
	const data = path.resolve(e.MEIHUA_DATA);
	return {
		port: e.PORT,
		host: e.HOST,
		databaseUrl: e.DATABASE_URL,
		databasePool: e.DATABASE_POOL,
		data,
		keys: parseKeys(e.MEIHUA_KEYS ?? keptKey(data)),
		publicOrigin: e.PUBLIC_ORIGIN?.replace(/\/$/, ''),
		trustedProxy: e.TRUSTED_PROXY === '1',
		worker: e.MEIHUA_WORKER === '1',
		uiExamples: e.MEIHUA_UI_EXAMPLES === '1',
		sms: e.SMS_GATEWAY_URL ? { url: e.SMS_GATEWAY_URL, token: e.SMS_GATEWAY_TOKEN } : undefined,
		s3: readS3(e)
	};
}

function readS3(e: z.output<typeof Environment>): Env['s3'] {
	if (!e.S3_ENDPOINT) return undefined;
	if (!e.S3_BUCKET || !e.S3_ACCESS_KEY_ID || !e.S3_SECRET_ACCESS_KEY)
		throw new BadEnvironment('设了 S3_ENDPOINT，还要设 S3_BUCKET、S3_ACCESS_KEY_ID 和 S3_SECRET_ACCESS_KEY');
	return {
		endpoint: e.S3_ENDPOINT,
		bucket: e.S3_BUCKET,
		region: e.S3_REGION,
		accessKeyId: e.S3_ACCESS_KEY_ID,
		secretAccessKey: e.S3_SECRET_ACCESS_KEY
	};
}

const parseKeys = (text: string) =>
	text.split(',').map((part) => {
		const colon = part.indexOf(':');
		return { version: Number(part.slice(0, colon)), secret: part.slice(colon + 1) };
	});

/** On a fresh machine a key is made once and kept beside the data, readable by its owner only. */
function keptKey(data: string): string {
	const file = path.join(data, 'keys');
	if (!existsSync(file)) {
		mkdirSync(data, { recursive: true });
		writeFileSync(file, `1:${randomBytes(32).toString('base64url')}`, { mode: 0o600, flag: 'wx' });
	}
	return readFileSync(file, 'utf8').trim();
}
