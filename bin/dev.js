// npm run dev: the same database as npm start, with Vite's development server in front of it.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './lib/install.js';
import { onNode24 } from './lib/node24.js';
import { inProject, ROOT } from './lib/project.js';
import { command } from './lib/trouble.js';

await command(async () => {
	process.chdir(ROOT);
	await ensureInstalled();
	await onNode24();
	const { openInstallation, reserveData } = await import('./lib/installation.js');
	const { onStop, stop } = await import('./lib/stopping.js');
	const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
	const { data, release } = reserveData(`http://${HOST}:${PORT}`);
	onStop(release);
	const database = await openInstallation(data, {});
	onStop(database.stop);
	const vite = [
		inProject('node_modules/vite/bin/vite.js'),
		'dev',
		'--host',
		HOST,
		'--port',
		PORT,
		'--strictPort',
		...process.argv.slice(2)
	];
	const child = spawn(process.execPath, vite, { cwd: ROOT, stdio: 'inherit' });
	const ended = new Promise((resolve) => child.on('exit', resolve));
	onStop(() => {
		child.kill();
		return ended;
	});
	await stop((await ended) === 0 ? 0 : 1);
});
