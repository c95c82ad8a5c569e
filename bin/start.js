// npm start: installs, builds, opens the database, serves. Any Node >= 18; goes on under Node 24 once it is installed.
import { ensureInstalled } from './lib/install.js';
import { onNode24 } from './lib/node24.js';
import { ROOT } from './lib/project.js';
import { command, Trouble } from './lib/trouble.js';

await command(async () => {
	const choice = readChoice(process.argv.slice(2));
	process.chdir(ROOT);
	await ensureInstalled();
	await onNode24();
	const { serve } = await import('./lib/serve.js');
	await serve(choice);
});

/** @param {string[]} args */
function readChoice(args) {
	const unknown = args.find((arg) => arg !== '--empty' && arg !== '--sample');
	if (unknown || args.length > 1)
		throw new Trouble(
			`不认识 ${args.join(' ')}。用法：\n  npm start               第一次启动时装入样例中心\n  npm start -- --empty    不装样例，从空白建立自己的服务中心\n  npm start -- --sample   使用 DATABASE_URL 时也装入样例中心`
		);
	return { empty: args.includes('--empty'), sample: args.includes('--sample') };
}
