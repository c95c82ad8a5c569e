import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import { databaseOf } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import type { SheetValue } from '#modules/sheets/index.ts';
import {
	chooseColumns,
	confirmImport,
	importOf,
	importTasks,
	uploadTable,
	writeWorkbook
} from '#modules/sheets/server.ts';
import { ledgerFile, ledgerImport, ledgerPage } from '#modules/wishes/server.ts';
import { openInstallation, SLUG, startApp, type Installation } from './lib/installation.ts';
import { median } from './lib/measure.ts';
import { makeWishes } from './lib/rows.ts';

const EXPORTED = 100_000;
const IMPORTED = 10_000;

/** A ledger of a hundred thousand lines on its way out, one of ten thousand on its way in, and what memory that takes. */
export async function benchLedger(): Promise<number> {
	const at = await openInstallation();
	try {
		const context: Context = { db: databaseOf(at.owner), actor: system('bench'), clock: systemClock };
		await makeWishes(at, EXPORTED, 1);
		await at.owner.query('vacuum analyze');
		await benchExport(at, context);
		await benchImport(at, context);
		return 0; // figures beside their bars, no verdict
	} finally {
		await at.close();
	}
}

async function benchExport(at: Installation, context: Context): Promise<void> {
	const [app, token] = [await startApp(), await makeClerk(at)];
	const url = `${app.url}/desk/${SLUG}/ledger/export?year=all`;
	await download(`${app.url}/desk/${SLUG}/ledger/export?year=2001`, token);
	const rounds = [await download(url, token), await download(url, token), await download(url, token)];
	await app.kill();
	const memory = watchMemory();
	let bytes = 0;
	for await (const piece of await ledgerFile(context, at.centreId, { year: null })) {
		bytes += piece.length;
		memory.look();
	}
	const since = performance.now();
	for (let after: string | null | undefined; after !== null;)
		after = (await ledgerPage(context, at.centreId, { year: null }, after, 1000)).next;
	const reading = EXPORTED / ((performance.now() - since) / 1000);
	const [first, whole] = [median(rounds.map(({ firstMs }) => firstMs)), median(rounds.map(({ wholeMs }) => wholeMs))];
	const speed = EXPORTED / (whole / 1000);
	console.log(`导出 ${EXPORTED.toLocaleString('en-US')} 行（${Math.round(bytes / 1024)} KB）`);
	console.log(line('第一个字节', `${Math.round(first)} ms`, '要求 < 1000 ms', first < 1000));
	console.log(
		line('速度', `${Math.round(speed)} 行/s`, `基准，只读不写表 ${Math.round(reading)} 行/s`, speed > reading / 4)
	);
	console.log(line('内存峰值增加', `${memory.grownMb()} MB`, '要求 < 300 MB', memory.grownMb() < 300));
}

async function benchImport(at: Installation, context: Context): Promise<void> {
	const { centreId } = at;
	const file = new File(
		await Array.fromAsync(writeWorkbook([{ name: '台账', columns, lines: [ownLines()] }])),
		'x.xlsx'
	);
	const memory = watchMemory();
	const timed = async <T>(run: () => Promise<T>): Promise<[T, number]> => {
		const since = performance.now();
		const result = await run();
		memory.look();
		return [result, IMPORTED / ((performance.now() - since) / 1000)];
	};
	const { tasks } = importTasks(ledgerImport);
	const [importId, read] = await timed(() => uploadTable(ledgerImport, context, { centreId, file }));
	const { assignment } = await importOf(ledgerImport, context, centreId, importId);
	await chooseColumns(ledgerImport, context, { centreId, importId, ...assignment });
	const [, check] = await timed(async () => tasks['ledgerImportCheck']?.(context, { centreId, importId }));
	await confirmImport(ledgerImport, context, { centreId, importId });
	const [, write] = await timed(async () => tasks['ledgerImportWrite']?.(context, { centreId, importId }));
	const { added } = await importOf(ledgerImport, context, centreId, importId);
	if (added !== IMPORTED) throw new Error(`${added} of ${IMPORTED} lines were added`);
	const dry = 1 / (1 / read + 1 / check);
	console.log(`导入 ${IMPORTED.toLocaleString('en-US')} 行（${Math.round(file.size / 1024)} KB）`);
	console.log(line('读和检查', `${Math.round(dry)} 行/s`, '要求 ≥ 2000 行/s', dry >= 2000));
	console.log(line('其中读', `${Math.round(read)} 行/s`, '', true));
	console.log(line('写进系统', `${Math.round(write)} 行/s`, '每行一件心愿，连同认领、费用、事实', true));
	console.log(line('内存峰值增加', `${memory.grownMb()} MB`, '要求 < 300 MB', memory.grownMb() < 300));
}

const line = (what: string, figure: string, bar: string, isMet: boolean): string =>
	`  ${what.padEnd(12)} ${figure.padStart(14)}  ${bar}  ${isMet ? '✓' : '✗'}`;

/** How far the memory of this process has risen since. */
function watchMemory() {
	globalThis.gc?.();
	const before = process.memoryUsage().rss;
	let most = before;
	const look = () => void (most = Math.max(most, process.memoryUsage().rss));
	const timer = setInterval(look, 50);
	timer.unref();
	return {
		look,
		grownMb: () => {
			clearInterval(timer);
			look();
			return Math.round((most - before) / 1024 / 1024);
		}
	};
}

const columns = [
	'编号',
	'姓名',
	'电话',
	'地址',
	'内容',
	'类别',
	'来源',
	'社区',
	'对象类别',
	'预算',
	'征集日期',
	'完成日期'
].map((label) => ({ label, width: 12 }));

const ownLines = (): SheetValue[][] =>
	Array.from({ length: IMPORTED }, (_, at): SheetValue[] => [
		{ text: `2021-${at}` },
		{ text: `陈小${String.fromCodePoint(0x4e00 + at)}` },
		{ text: `138${String(at).padStart(8, '0')}` },
		{ text: `样例街${at % 300}号${at % 9}01房` },
		{ text: `家里的灯暗了，晚上看不清路，想换一盏亮一点的，第${at}件` },
		{ text: '便民服务' },
		{ text: '来电' },
		{ text: '第一社区' },
		{ text: '长者' },
		{ fen: at * 10 },
		{ day: `2021-0${1 + (at % 9)}-1${at % 10}` },
		{ day: at % 2 === 0 ? `2021-12-1${at % 10}` : null }
	]);

interface Download {
	firstMs: number;
	wholeMs: number;
}

const download = (url: string, token: string): Promise<Download> =>
	new Promise((resolve, reject) => {
		const since = performance.now();
		const headers = { authorization: `Bearer ${token}` };
		http
			.get(url, { headers }, (response) => {
				let firstMs = 0;
				if (response.statusCode !== 200) return reject(new Error(`the export answered ${response.statusCode}`));
				response.on('data', () => (firstMs ||= performance.now() - since));
				response.on('end', () => resolve({ firstMs, wholeMs: performance.now() - since }));
				response.on('error', reject);
			})
			.on('error', reject);
	});

/** Somebody of the staff who is signed in; the token of their session. */
async function makeClerk({ owner, centreId }: Installation): Promise<string> {
	const [account, token] = [newId(), randomBytes(24).toString('base64url')];
	await owner.query(
		`insert into identity.account_holder (id, name, email, email_verified, created_at, updated_at)
			values ($1, '工作人员', $2, false, now(), now())`,
		[account, `${account}@bench.invalid`]
	);
	await owner.query(
		`insert into identity.session (id, expires_at, token, created_at, updated_at, user_id)
			values ($1, now() + interval '1 day', $2, now(), now(), $3)`,
		[newId(), token, account]
	);
	await owner.query(
		`insert into identity.role_grant (id, account_id, role, centre_id, scope_id, granted_at)
			values ($1, $2, 'clerk', $3, $3, now())`,
		[newId(), account, centreId]
	);
	return token;
}
