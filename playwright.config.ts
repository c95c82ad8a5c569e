import { createServer } from 'node:net';
import { once } from 'node:events';
import { defineConfig } from '@playwright/test';
import { browser } from './tests/support/browser.ts';

/** Chosen once: each worker reads this file again, and inherits the environment. */
const port = Number((process.env['E2E_PORT'] ??= String(await freePort())));

export default defineConfig({
	testDir: 'tests/e2e',
	workers: 2,
	forbidOnly: true,
	reporter: 'line',
	timeout: 60_000,
	expect: { timeout: 10_000 },
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		trace: 'off',
		screenshot: 'only-on-failure',
		launchOptions: await browser()
	},
	webServer: {
		command: 'node tests/e2e/serve.ts',
		env: { PORT: String(port) },
		port,
		timeout: 120_000,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
	}
});

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return address.port;
}
