import { Invalid } from '#kernel/errors.ts';
import { MAX_PICTURE_BYTES } from './picture.server.ts';

/**
 * The bytes of the pictures that were chosen in a form, at most `most` of them; an input left empty counts for nothing, and
 * a file chosen twice counts once. What they are, `storePicture` finds out.
 * Errors: Invalid, with a sentence for who chose them.
 */
export async function readPictures(files: readonly File[], most: number): Promise<Buffer[]> {
	const chosen = files.filter((file) => file.size > 0 || file.name !== '');
	if (chosen.length > most) throw new Invalid(`一次最多上传${most}张图片，您选了${chosen.length}张，请减少后再上传`);
	for (const [at, { size }] of chosen.entries()) {
		if (size === 0) throw new Invalid(`第${at + 1}张图片是空的，请重新选择`);
		if (size > MAX_PICTURE_BYTES) throw new Invalid(`第${at + 1}张图片超过 15 MB，请缩小后再上传`);
	}
	const read: Buffer[] = [];
	for (const file of chosen) {
		const bytes = Buffer.from(await file.arrayBuffer());
		if (!read.some((other) => other.equals(bytes))) read.push(bytes);
	}
	return read;
}
