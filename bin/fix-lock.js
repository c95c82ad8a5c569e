// Completes package-lock.json. A registry may lack the binaries of foreign platforms; npm then leaves them out of the
// lock file and `npm ci` refuses it. Name, exact version, system and processor are all npm needs to pass over them
// here and to fetch them elsewhere. Run after every change of the dependencies; stable and harmless when repeated.
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './lib/project.js';

/** @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */

const file = inProject('package-lock.json');
const lock = /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(file, 'utf8')));
const systems = [
	'android',
	'darwin',
	'freebsd',
	'linux',
	'win32',
	'openharmony',
	'netbsd',
	'openbsd',
	'sunos',
	'aix',
	'windows'
];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'riscv64', 's390x', 'ppc64', 'loong64', 'mips64el', 'wasm32'];

const added = Object.entries(lock.packages).flatMap(([at, entry]) =>
	Object.entries(entry.optionalDependencies ?? {})
		.filter(([name, version]) => !isLocked(at, name) && /^[\^~]?\d+\.\d+\.\d+/.test(version))
		.map(([name, version]) => {
			lock.packages[`node_modules/${name}`] = entryFor(name, version.replace(/^[\^~]/, ''), entry);
			return name;
		})
);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
	added.length ? `补上了 ${added.length} 个其他平台的包：${added.join(' ')}` : 'package-lock.json 已经完整。'
);

/** Looks where Node would: beside the package, then upwards. @param {string} at @param {string} name */
function isLocked(at, name) {
	for (
		let folder = at;
		;
		folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : ''
	) {
		if (lock.packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
		if (!folder) return false;
	}
}

/** @param {string} name @param {string} version @param {Entry} parent @returns {Entry} */
function entryFor(name, version, parent) {
	const parts = (name.split('/').pop() ?? '').split('-');
	const cpu = processors.find((processor) => parts.includes(processor));
	const os = systems.find((system) => parts.includes(system));
	const libc = parts.some((part) => part.startsWith('musl'))
		? 'musl'
		: os === 'linux' && parts.some((part) => part.startsWith('gnu'))
			? 'glibc'
			: undefined;
	return {
		version,
		...(cpu && { cpu: [cpu] }),
		...(parent.dev && { dev: true }),
		...(parent.devOptional && { devOptional: true }),
		...(libc && { libc: [libc] }),
		optional: true,
		...(os && { os: [os === 'windows' ? 'win32' : os] })
	};
}
