import { expect, test } from 'vitest';
import { MAX_PICTURE_BYTES } from './picture.server.ts';
import { readPictures } from './uploads.server.ts';

const chosen = (content: string | Uint8Array<ArrayBuffer>, name = 'a.jpg') => new File([content], name);

test('what was chosen is read in its order; an input left empty counts for nothing', async () => {
	const read = await readPictures([chosen('one'), chosen('', ''), chosen('two')], 2);
	expect(read.map(String)).toEqual(['one', 'two']);
	expect(await readPictures([chosen('', '')], 3)).toEqual([]);
});

test('a file that was chosen twice counts once', async () => {
	expect(await readPictures([chosen('one'), chosen('one', 'copy.jpg')], 2)).toHaveLength(1);
});

test.each([
	['too many', [chosen('one'), chosen('two'), chosen('three')], /最多上传2张图片，您选了3张/],
	['an empty one', [chosen('one'), chosen('')], /第2张图片是空的/],
	['one that is too large', [chosen(new Uint8Array(MAX_PICTURE_BYTES + 1))], /第1张图片超过 15 MB/]
])('%s is refused with a sentence', async (_, files, sentence) => {
	await expect(readPictures(files, 2)).rejects.toMatchObject({
		name: 'Invalid',
		message: expect.stringMatching(sentence)
	});
});
