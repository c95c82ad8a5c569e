import { expect, test } from 'vitest';
import { workbookAnswer } from './workbook-answer.ts';

const names = { plain: 'ledger.xlsx', title: '双微台账.xlsx' };

async function* pieces(made: number[], ended: () => void): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	try {
		for (let at = 0; at < 100; at += 1) {
			made.push(at);
			yield new Uint8Array([at]);
		}
	} finally {
		ended();
	}
}

test('when the visitor goes away, no more of the file is made', async () => {
	const made: number[] = [];
	const gone = Promise.withResolvers<void>();
	const answer = await workbookAnswer(pieces(made, gone.resolve), names);
	const reader = answer.body?.getReader();
	expect((await reader?.read())?.value).toEqual(new Uint8Array([0]));
	await reader?.cancel();
	await gone.promise;
	expect(made.length).toBeLessThan(5);
});

test('all of the file arrives, under its Chinese name', async () => {
	const answer = await workbookAnswer(
		pieces([], () => undefined),
		names
	);
	expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('双微台账.xlsx'));
	expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual(Array.from({ length: 100 }, (_, at) => at));
});

test('what fails at the beginning fails before the answer, what fails later breaks it off', async () => {
	const broken = async function* () {
		yield await Promise.reject<Uint8Array<ArrayBuffer>>(new Error('no database'));
	};
	await expect(workbookAnswer(broken(), names)).rejects.toThrow('no database');
	const later = async function* () {
		yield new Uint8Array([1]);
		throw new Error('no database any more');
	};
	await expect((await workbookAnswer(later(), names)).arrayBuffer()).rejects.toThrow('no database any more');
});
