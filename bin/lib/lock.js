import fs from 'node:fs';
import { wait } from './project.js';
import { bornAt } from './processes.js';

/** @typedef {{ pid: number, born: string, note: string }} Owner */

/** The lock is held by a living process. */
export class LockHeld extends Error {
	/** @override */
	name = 'LockHeld';
	/** @param {Owner} owner */
	constructor(owner) {
		super(`held by process ${owner.pid}`);
		this.owner = owner;
	}
}

/**
 * Takes a lock file for this process. The file of a process that was killed is taken over.
 * @param {string} file
 * @param {string} [note] what the holder wants a second comer to know
 * @returns {{ release: () => void }}
 * @throws {LockHeld}
 */
export function takeLock(file, note = '') {
	const own = JSON.stringify({ pid: process.pid, born: bornAt(process.pid), note });
	for (;;) {
		try {
			fs.writeFileSync(file, own, { flag: 'wx' });
			return { release: () => releaseLock(file, own) };
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		const owner = lockOwner(file);
		if (owner) throw new LockHeld(owner);
		setAside(file);
	}
}

/**
 * The living holder of a lock file, if there is one.
 * @param {string} file
 * @returns {Owner | undefined}
 */
export function lockOwner(file) {
	try {
		const text = fs.readFileSync(file, 'utf8');
		if (!text && Date.now() - fs.statSync(file).mtimeMs < 2000) return { pid: 0, born: '', note: '' }; // being written
		const owner = /** @type {Owner} */ (JSON.parse(text));
		return bornAt(owner.pid) === owner.born ? owner : undefined;
	} catch {
		return undefined; // gone, or cut off by a crash
	}
}

/**
 * Waits for the lock, up to ten minutes, and holds it during the work.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
	const lock = await waitForLock(file, Date.now() + 600_000);
	try {
		return await work();
	} finally {
		lock.release();
	}
}

/** @param {string} file @param {number} deadline */
async function waitForLock(file, deadline) {
	for (;;) {
		try {
			return takeLock(file);
		} catch (error) {
			if (!(error instanceof LockHeld) || Date.now() > deadline) throw error;
		}
		await wait(100);
	}
}

/** Moves a dead lock away; if a living process was quicker, its lock is put back. @param {string} file */
function setAside(file) {
	const aside = `${file}.${process.pid}`;
	try {
		fs.renameSync(file, aside);
		if (lockOwner(aside)) fs.renameSync(aside, file);
		else fs.rmSync(aside);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
	}
}

/** @param {string} file @param {string} own */
function releaseLock(file, own) {
	try {
		if (fs.readFileSync(file, 'utf8') === own) fs.rmSync(file);
	} catch {
		// already gone with its folder
	}
}
