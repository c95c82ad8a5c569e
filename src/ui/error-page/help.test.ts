import { expect, test } from 'vitest';
import { helpFor } from './help.ts';

test('every status has a title, what happened and what to do', () => {
	for (const status of [400, 401, 403, 404, 405, 409, 413, 418, 422, 429, 500, 502, 503]) {
		const help = helpFor(status);
		for (const text of [help.title, help.what, help.todo]) expect(text).toMatch(/\p{Script=Han}/u);
	}
});

test('our own sentence stands for what happened', () => {
	expect(helpFor(409, '名额已满').what).toBe('名额已满');
});

test('the framework’s English message is not shown', () => {
	expect(helpFor(404, 'Not found: /nowhere').what).not.toContain('Not found');
});

test('a server fault never shows its message', () => {
	expect(helpFor(500, '数据库口令错误').what).not.toContain('口令');
});

test('a message that only repeats the title leaves room for more', () => {
	expect(helpFor(401, '请先登录。').what).toBe('这个页面要登录以后才能看。');
});
