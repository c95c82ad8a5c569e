import v8 from 'node:v8';
import { ensureBuilt } from './build.js';
import { openInstallation, reserveData } from './installation.js';
import { requireFreePort } from './port.js';
import { inProject } from './project.js';
import { sampleSignIns } from './sample.js';
import { onStop, stop } from './stopping.js';
import { inWords, say } from './trouble.js';

/** @typedef {{ url: string, stop: () => Promise<void> }} App */

/**
 * Starts everything the application needs and then the application, in this process. Runs until it is told to stop.
 * @param {import('./sample.js').Choice} choice
 */
export async function serve(choice) {
	const since = Date.now();
	const { data, release } = reserveData(`http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || 3000}`);
	onStop(release);
	try {
		const { readEnv } = await import('../../src/env.ts');
		const { port, host } = readEnv(process.env);
		await requireFreePort(port, host);
		await ensureBuilt();
		const database = await openInstallation(data, choice);
		onStop(database.stop);
		const { app, setUpPath } = await startApp(port, host);
		onStop(() => app.stop());
		onStop(() => say('正在停止……'));
		announce(app.url, setUpPath, await sampleSignIns(database.url), Date.now() - since);
	} catch (error) {
		console.error(`\n✗ ${inWords(error)}\n`);
		await stop(1);
	}
}

/**
 * The built application alone, on a database that is open.
 * @param {number} port @param {string} host @returns {Promise<{ app: App, setUpPath: string | undefined }>}
 */
export async function startApp(port, host) {
	v8.setFlagsFromString('--no-flush-bytecode'); // what nobody asked for during a quiet hour is still compiled when all ask at once
	process.env.NODE_ENV = 'production';
	// Read when the handler is imported. The front server (src/server.ts) fills the headers, whatever a visitor sends.
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	process.env.ADDRESS_HEADER = 'x-client-ip';
	process.env.BODY_SIZE_LIMIT = '64M';
	const { handler } = await import(inProject('build/handler.js'));
	const { startServer, setUpLink } = await import(inProject('build/server/main.js'));
	return { app: await startServer(handler, { port, host }), setUpPath: await setUpLink() };
}

/** @param {string} url @param {string | undefined} setUpPath @param {import('./sample.js').SignIn[]} signIns @param {number} ms */
function announce(url, setUpPath, signIns, ms) {
	const at = (/** @type {string} */ place) => new URL(place, process.env.PUBLIC_ORIGIN || url).href;
	console.log(`\n梅花已经启动（${(ms / 1000).toFixed(1)} 秒）`);
	console.log(`  首页      ${at('/')}\n  登录      ${at('/sign-in')}\n  接口说明  ${at('/api/docs')}`);
	if (setUpPath) console.log(`\n还没有服务中心。请打开这个一次性地址来建立（不要转发给别人）：\n  ${at(setUpPath)}`);
	if (signIns.length) console.log('\n样例账号（仅供试用，密码是公开的）：');
	for (const { role, username, password, note } of signIns)
		console.log(`  ${role}  ${username}  ${password}${note ? `  ${note}` : ''}`);
	console.log('\n按 Ctrl+C 停止。\n');
}
