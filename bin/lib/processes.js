import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * When a living process was born, as an opaque text; undefined when there is none. Together with the pid it names
 * one process for ever: pids are reused, above all in restarted containers. A zombie counts as dead.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function bornAt(pid) {
	if (!Number.isInteger(pid) || pid <= 0) return undefined;
	if (process.platform !== 'linux') return bornAtByPs(pid);
	const fields = statOf(pid);
	if (!fields || 'ZXx'.includes(fields[0] ?? 'X')) return undefined;
	return `${read('/proc/sys/kernel/random/boot_id') ?? ''}:${fields[19]}`;
}

/**
 * Whether pid is the living PostgreSQL server of this data directory, and not another program that got its number.
 * @param {number} pid
 * @param {string} cluster
 */
export function isPostmaster(pid, cluster) {
	if (!bornAt(pid)) return false;
	if (process.platform !== 'linux') return ps(pid, 'comm').includes('postgres');
	if (read(`/proc/${pid}/comm`)?.trim() !== 'postgres') return false;
	try {
		// PostgreSQL works from inside its data directory.
		return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
	} catch {
		return process.getuid?.() !== 0; // another user's process hides its folder; then its name has to do
	}
}

/** The fields of /proc/<pid>/stat from the state on; the name before them may hold spaces. @param {number} pid */
function statOf(pid) {
	const stat = read(`/proc/${pid}/stat`);
	return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** @param {string} file */
function read(file) {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/** @param {number} pid */
function bornAtByPs(pid) {
	if (ps(pid, 'state').startsWith('Z')) return undefined;
	return ps(pid, 'lstart') || undefined;
}

/** @param {number} pid @param {string} column */
const ps = (pid, column) =>
	spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
