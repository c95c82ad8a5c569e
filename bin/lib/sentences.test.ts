import { expect, test } from 'vitest';
import { connect, withoutSecrets } from './connect.js';
import { sentenceForLog } from './postgres/sentences.js';
import { inWords } from './trouble.js';

test('the password of a database address is never shown', async () => {
	expect(withoutSecrets('postgres://clerk:geheim@db.example:5432/meihua?sslmode=require')).toBe(
		'db.example:5432/meihua'
	);
	await expect(connect('postgres://clerk:geheim@127.0.0.1:1/meihua')).rejects.toThrow(
		/^连不上数据库 127\.0\.0\.1:1\/meihua：(?!.*geheim)/
	);
});

test('a full disk, a missing permission and a taken port are told in a sentence', () => {
	const failed = (code: string, more = {}) => inWords(Object.assign(new Error('system call'), { code, ...more }));
	expect(failed('ENOSPC', { path: '/data' })).toContain('磁盘满了，写不进 /data');
	expect(failed('EACCES', { path: '/data' })).toContain('没有写入 /data 的权限');
	expect(failed('EADDRINUSE', { port: 3000 })).toContain('PORT=3001 npm start');
	expect(sentenceForLog('FATAL: could not write: No space left on device', '/data/postgres')).toContain('磁盘满了');
});

test('what nobody foresaw keeps the words of the server', () => {
	expect(sentenceForLog('FATAL:  something new', '/data/postgres')).toContain('something new');
});
