import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { Invalid } from '#kernel/errors.ts';

/** One encoding of a picture at one size. Holds no metadata of any kind: no place, no camera, no time. */
export interface Variant {
	name: 'thumb' | 'card' | 'full';
	format: 'avif' | 'webp' | 'jpeg';
	/** Pixels. */
	width: number;
	height: number;
	bytes: Buffer;
}

export interface Picture {
	/** Pixels of the original, upright. */
	width: number;
	height: number;
	variants: Variant[];
	/** Hex, of the bytes as they were uploaded. */
	sha256: string;
}

/** The largest upload, in bytes. */
export const MAX_PICTURE_BYTES = 15 * 1024 * 1024;

/**
 * Reads an uploaded picture and encodes it anew, turned upright, in the sizes the pages use. What it is, is told by its
 * content, never by its name. Throws Invalid with a sentence for the person who uploaded it. One picture is worked on
 * at a time: decoded pixels are large, and encoders use all cores anyway.
 */
export function readPicture(bytes: Buffer): Promise<Picture> {
	const result = last.then(() => encode(bytes));
	last = result.catch(() => undefined);
	return result;
}

const MAX_PIXELS = 100_000_000;

/** The longest side of each size, in pixels. */
const SIDES = { full: 1920, card: 800, thumb: 320 } as const;

/** AVIF is the smallest but costs several times the others to make, so only the size that lists show many of gets one. */
const FORMATS = {
	full: ['webp', 'jpeg'],
	card: ['avif', 'webp', 'jpeg'],
	thumb: ['webp', 'jpeg']
} as const;

let last: Promise<unknown> = Promise.resolve();

async function encode(bytes: Buffer): Promise<Picture> {
	if (bytes.length === 0) throw new Invalid('这个文件是空的，请重新选择一张图片');
	if (bytes.length > MAX_PICTURE_BYTES) throw new Invalid('图片超过 15 MB，请缩小后再上传');
	const kind = kindOf(bytes);
	if (kind === 'other') throw new Invalid('这个文件不是图片，请上传 JPG、PNG、WebP、AVIF 或 GIF 格式的图片');
	const size = await readable(kind, () => sizeOf(bytes));
	if (size.width * size.height > MAX_PIXELS) throw new Invalid('图片的像素超过一亿，请缩小尺寸后再上传');

	const full = await readable(kind, () => upright(bytes));
	const variants: Variant[] = [];
	for (const name of ['full', 'card', 'thumb'] as const) {
		const { data, info } = await sharp(full.data, { raw: full.info })
			.resize(SIDES[name], SIDES[name], { fit: 'inside', withoutEnlargement: true })
			.raw()
			.toBuffer({ resolveWithObject: true });
		for (const format of FORMATS[name]) {
			const { width, height, channels } = info;
			const encoded = await encoder[format](sharp(data, { raw: { width, height, channels } })).toBuffer();
			variants.push({ name, format, width, height, bytes: encoded });
		}
	}
	return { ...size, variants, sha256: createHash('sha256').update(bytes).digest('hex') };
}

type Kind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'other';

/** By signature: only what is listed here ever reaches a decoder (no SVG, no PDF, no TIFF). */
function kindOf(bytes: Buffer): Kind {
	const at = (from: number, to: number) => bytes.toString('latin1', from, to);
	if (at(0, 3) === '\xff\xd8\xff') return 'jpeg';
	if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (at(0, 4) === 'GIF8') return 'gif';
	if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'webp';
	if (at(4, 8) !== 'ftyp') return 'other';
	const brands = at(8, Math.min(bytes.length, bytes.readUInt32BE(0)));
	if (/avi[fs]/.test(brands)) return 'avif';
	return /hei[cxms]|hev[cx]|mif1|msf1/.test(brands) ? 'heic' : 'other';
}

/** Cut-off files are refused; the small oddities many telephones write are not. */
const open = (bytes: Buffer) => sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 });

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
	// The header alone, so a bomb costs nothing; the limit on pixels is checked by the caller for its own sentence.
	const { autoOrient } = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
	return { width: autoOrient.width, height: autoOrient.height };
}

const upright = (bytes: Buffer) =>
	open(bytes)
		.autoOrient()
		.resize(SIDES.full, SIDES.full, { fit: 'inside', withoutEnlargement: true })
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });

/** What a decoder says about broken bytes, said to the person who chose the file. */
async function readable<T>(kind: Kind, decode: () => Promise<T>): Promise<T> {
	try {
		return await decode();
	} catch {
		throw new Invalid(
			kind === 'heic'
				? '这是 HEIC 格式的照片，暂时读不了。请在手机“设置—相机—格式”里选“兼容性最佳”再拍，或转成 JPG 后上传'
				: '图片不完整或已损坏，请重新选择一张，或截图后上传'
		);
	}
}

const encoder = {
	avif: (picture: Sharp) => picture.avif({ quality: 50, effort: 2 }),
	webp: (picture: Sharp) => picture.webp({ quality: 78, effort: 2 }),
	jpeg: (picture: Sharp) => picture.flatten({ background: '#fff' }).jpeg({ quality: 80 })
};
