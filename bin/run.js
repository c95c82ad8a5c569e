// node bin/run.js <tool | script.ts> [arguments]: runs an installed tool, or one of our scripts with a database.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from './lib/install.js';
import { onNode24 } from './lib/node24.js';
import { dataFolder, inProject, ROOT } from './lib/project.js';
import { command, Trouble } from './lib/trouble.js';

await command(async () => {
	const [what, ...args] = process.argv.slice(2);
	if (!what) throw new Trouble('用法：node bin/run.js <工具名 | 脚本.ts> [参数……]');
	process.chdir(ROOT);
	await ensureInstalled();
	await onNode24();
	if (!what.endsWith('.ts')) process.exit(await run([inProject('node_modules/.bin', what), ...args]));
	if (what.startsWith('bench/')) process.exit(await run([what, ...args])); // makes databases of its own
	if (what === 'bin/generate.ts') return withScratch(() => run([what, ...args]));
	return withDatabase(() => run([what, ...args]));
});

/** What is made from the migrations needs a database that knows nothing else. @param {() => Promise<number>} work */
async function withScratch(work) {
	const { openScratch } = await import('./lib/scratch.js');
	const scratch = await openScratch();
	process.env.DATABASE_URL = scratch.url;
	const code = await work();
	await scratch.close();
	process.exit(code);
}

/**
 * A script finds the database of MEIHUA_DATA running, unless DATABASE_URL names another. It is stopped afterwards
 * when nobody else is using it.
 * @param {() => Promise<number>} work
 */
async function withDatabase(work) {
	const { isInUse, openDatabase } = await import('./lib/database.js');
	const { lockOwner } = await import('./lib/lock.js');
	const data = (process.env.MEIHUA_DATA = dataFolder());
	const database = await openDatabase(data);
	const code = await work();
	if (database.embedded && !lockOwner(path.join(data, 'meihua.lock')) && !(await isInUse(database.url)))
		await database.stop();
	process.exit(code);
}

/** @param {string[]} args @returns {Promise<number>} */
function run(args) {
	const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
	for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
