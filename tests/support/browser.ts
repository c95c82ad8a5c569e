import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LaunchOptions } from '@playwright/test';
import { withLock } from '../../bin/lib/lock.js';
import { inProject } from '../../bin/lib/project.js';

/**
 * How to launch a Chromium on this machine: the one that comes as a package, which needs nothing installed; where
 * there is none for the platform, an installed one; else the one of `playwright install`.
 */
export async function browser(): Promise<LaunchOptions> {
	if (process.platform === 'linux' && process.arch === 'x64') return packaged();
	const executablePath = installed.find((file) => existsSync(file));
	return executablePath ? { executablePath } : {};
}

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

async function packaged(): Promise<LaunchOptions> {
	const folder = inProject('node_modules/.cache', `chromium-${version()}`);
	if (!existsSync(folder))
		await withLock(`${inProject('node_modules')}/.chromium.lock`, async () => unpackInto(folder));
	const executablePath = path.join(folder, 'chromium');
	const libraries = starts(executablePath) ? {} : { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
	const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
	// Not the arguments that the package proposes: they are made for another place and put all pages into one process.
	return {
		executablePath,
		args: ['--no-sandbox', '--headless=shell'],
		env: { ...process.env, ...libraries, ...fonts }
	};
}

const version = (): string =>
	JSON.parse(readFileSync(inProject('node_modules/@sparticuz/chromium/package.json'), 'utf8')).version;

/** The package unpacks beside other programs' files and takes a half-written browser for a whole one: so apart, then renamed. */
function unpackInto(folder: string): void {
	if (existsSync(folder)) return;
	const part = `${folder}.part`;
	rmSync(part, { recursive: true, force: true });
	mkdirSync(part, { recursive: true });
	// The name of a runtime makes it unpack the libraries, too, that a bare machine lacks (NSS).
	const env = { ...process.env, TMPDIR: part, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
	const { status } = spawnSync(process.execPath, [inProject('tests/support/unpack-browser.ts')], {
		env,
		stdio: 'inherit'
	});
	if (status !== 0) throw new Error(`the browser could not be unpacked into ${part}`);
	writeFileSync(path.join(part, 'fonts.conf'), fontsConfiguration);
	renameSync(part, folder);
}

const starts = (executable: string): boolean => spawnSync(executable, ['--version'], { timeout: 20_000 }).status === 0;

/** For a machine without any fonts: those of the package. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
