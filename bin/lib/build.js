import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { node24 } from './node24.js';
import { inProject, ROOT } from './project.js';
import { say, Trouble } from './trouble.js';

const stamp = inProject('build/.stamp');
const sources = ['src', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds the application unless the build at hand was made from these very sources. */
export async function ensureBuilt() {
	if (isFresh()) return;
	await withLock(inProject('.build.lock'), async () => {
		if (isFresh()) return;
		const made = fingerprint();
		say('正在构建……');
		build();
		writeFileSync(stamp, made); // last: an interrupted build is done again
	});
}

const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();

function build() {
	const { status } = spawnSync(node24(), [inProject('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
		cwd: ROOT,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, NODE_ENV: 'production' }
	});
	if (status !== 0) throw new Trouble('构建没有成功，原因见上面几行。');
}

function fingerprint() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((source) => [...filesIn(inProject(source))]))
		hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
	return hash.digest('hex');
}

/** Every file below a place, in order. Tests do not go into the build. @param {string} place @returns {Generator<string>} */
function* filesIn(place) {
	if (!existsSync(place)) return;
	if (statSync(place).isDirectory())
		for (const name of readdirSync(place).sort()) yield* filesIn(path.join(place, name));
	else if (!place.endsWith('.test.ts')) yield place;
}
