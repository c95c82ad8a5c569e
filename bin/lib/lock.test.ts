import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LockHeld, lockOwner, takeLock } from './lock.js';

function freshFile() {
	const folder = mkdtempSync(path.join(tmpdir(), 'meihua-lock-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return path.join(folder, 'lock');
}

test('a second comer learns who holds the lock and where', () => {
	const file = freshFile();
	takeLock(file, 'http://127.0.0.1:3000');
	expect(() => takeLock(file)).toThrow(LockHeld);
	expect(lockOwner(file)).toMatchObject({ pid: process.pid, note: 'http://127.0.0.1:3000' });
});

test('a released lock leaves no file behind', () => {
	const file = freshFile();
	takeLock(file).release();
	expect(readdirSync(path.dirname(file))).toEqual([]);
});

test('the lock of a dead process is taken over', () => {
	const file = freshFile();
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(file, JSON.stringify({ pid, born: 'long ago', note: '' }));
	takeLock(file);
	expect(lockOwner(file)?.pid).toBe(process.pid);
});

test('a lock whose process number was given to another process is taken over', () => {
	const file = freshFile();
	writeFileSync(file, JSON.stringify({ pid: process.pid, born: 'in an earlier life', note: '' }));
	expect(lockOwner(file)).toBeUndefined();
	takeLock(file).release();
});
