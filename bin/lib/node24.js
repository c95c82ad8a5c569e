import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inProject, ROOT } from './project.js';
import { Trouble } from './trouble.js';

/** Where the program that runs the application is: this one when it is new enough, else the installed one. */
export function node24() {
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	const own = inProject('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
	if (existsSync(own)) return own;
	throw new Trouble(
		`这台机器的 Node.js 是 ${process.versions.node}，而这个平台没有可自动安装的 Node.js 24。请从 https://nodejs.org 安装 Node.js 24 或更新的版本。`
	);
}

/**
 * Starts the running script again on Node 24 and ends with its exit code. Returns at once when we are on it already.
 * Should the outer process be killed, the inner one stops gracefully: the channel between them breaks.
 */
export async function onNode24() {
	const node = node24();
	if (node === process.execPath) return followParent();
	const [, script = '', ...args] = process.argv;
	const child = spawn(node, [script, ...args], { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
	for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	process.exit(await new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))));
}

function followParent() {
	if (!process.channel) return;
	process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
	process.channel.unref();
}
