// Serves the built application to the browser tests, with the sample centre, on the database that bin/test.js gives; or
// bare, on a database of its own, to a test that asks for that (E2E_EMPTY, see tests/support/app.ts).
import { existsSync } from 'node:fs';
import { ensureBuilt } from '../../bin/lib/build.js';
import { inProject } from '../../bin/lib/project.js';
import { loadSampleIfFirst } from '../../bin/lib/sample.js';
import { startApp } from '../../bin/lib/serve.js';
import { onStop } from '../../bin/lib/stopping.js';
import { command, Trouble } from '../../bin/lib/trouble.js';

await command(async () => {
	const { DATABASE_URL: url, MEIHUA_DATA: data, PORT: port } = process.env;
	if (!url || !data || !port) throw new Trouble('浏览器测试要用 npm test 或 node bin/test.js browser 来运行。');
	const isBare = process.env['E2E_EMPTY'] === '1';
	process.env['MEIHUA_UI_EXAMPLES'] = isBare ? '0' : '1';
	await ensureBuilt();
	if (!isBare && existsSync(inProject('samples/load.ts')))
		await loadSampleIfFirst({ url, embedded: false }, data, { sample: true });
	const { app } = await startApp(Number(port), '127.0.0.1');
	onStop(() => app.stop());
});
