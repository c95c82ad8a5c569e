import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Invalid } from '#kernel/errors.ts';
import { MAX_PICTURE_BYTES, readPicture } from './picture.server.ts';

/** A picture of red left half and blue right half, so that turning it shows. */
const drawn = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
		{
			input: { create: { width: Math.floor(width / 2), height, channels: 3, background: '#ff0000' } },
			left: 0,
			top: 0
		}
	]);

async function refusalOf(bytes: Buffer): Promise<string> {
	const refusal: unknown = await readPicture(bytes).catch((error: unknown) => error);
	if (!(refusal instanceof Invalid)) throw new Error('it was not refused');
	return refusal.message;
}

describe('a picture is kept in the sizes the pages use', () => {
	test('AVIF for the card alone, WebP and JPEG for all, and each is what it says', async () => {
		const { width, height, variants } = await readPicture(await drawn(2400, 1200).jpeg().toBuffer());
		expect([width, height]).toEqual([2400, 1200]);
		expect(variants.map(({ name, format, width, height }) => `${name} ${format} ${width}×${height}`)).toEqual([
			'full webp 1920×960',
			'full jpeg 1920×960',
			'card avif 800×400',
			'card webp 800×400',
			'card jpeg 800×400',
			'thumb webp 320×160',
			'thumb jpeg 320×160'
		]);
		for (const variant of variants) {
			const told = await sharp(variant.bytes).metadata();
			expect([told.format, told.width, told.height]).toEqual([
				variant.format === 'avif' ? 'heif' : variant.format,
				variant.width,
				variant.height
			]);
		}
	});

	test('a small one is not blown up', async () => {
		const { variants } = await readPicture(await drawn(100, 50).png().toBuffer());
		expect(new Set(variants.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(['100×50']));
	});

	test('the sum names the uploaded bytes', async () => {
		const bytes = await drawn(20, 20).png().toBuffer();
		expect((await readPicture(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
	});

	test('the transparent part of a PNG is white as JPEG and stays transparent as WebP', async () => {
		const clear = await sharp({ create: { width: 30, height: 30, channels: 4, background: '#0000' } })
			.png()
			.toBuffer();
		const { variants } = await readPicture(clear);
		const pixelOf = async (format: string) => {
			const variant = variants.find((one) => one.name === 'thumb' && one.format === format);
			return [...(await sharp(variant?.bytes).raw().toBuffer())].slice(0, 4);
		};
		expect((await pixelOf('jpeg')).slice(0, 3)).toEqual([255, 255, 255]);
		expect((await pixelOf('webp'))[3]).toBe(0);
	});
});

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s is read', async (format) => {
	const { width, height } = await readPicture(await drawn(40, 20).toFormat(format).toBuffer());
	expect([width, height]).toEqual([40, 20]);
});

test('of a moving GIF the first frame is kept', async () => {
	const frames = await Promise.all(
		['#ff0000', '#00ff00'].map((background) =>
			sharp({ create: { width: 16, height: 16, channels: 3, background } })
				.png()
				.toBuffer()
		)
	);
	const moving = await sharp(frames, { join: { animated: true } })
		.gif()
		.toBuffer();
	const { height, variants } = await readPicture(moving);
	expect(height).toBe(16);
	const [red, green] = await sharp(variants.at(-1)?.bytes).raw().toBuffer();
	expect(red).toBeGreaterThan(240);
	expect(green).toBeLessThan(15);
});

test('a telephone picture is turned upright and tells neither place nor camera', async () => {
	const bytes = await drawn(60, 40)
		.withExif({
			IFD0: { Make: 'Telephone', Orientation: '6' },
			IFD3: { GPSLatitude: '23/1 7/1 0/1', GPSLatitudeRef: 'N' }
		})
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	expect(bytes.includes('Telephone')).toBe(true);
	expect(bytes.includes(GPS_TAG)).toBe(true);
	expect((await sharp(bytes).metadata()).orientation).toBe(6);

	const { width, height, variants } = await readPicture(bytes);
	expect([width, height]).toEqual([40, 60]);
	for (const variant of variants) {
		const { exif, xmp, iptc, icc, orientation } = await sharp(variant.bytes).metadata();
		expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
		expect(variant.bytes.includes('Telephone')).toBe(false);
		expect(variant.bytes.includes('Exif')).toBe(false);
		expect([variant.width, variant.height]).toEqual([40, 60]);
		const [red, , blue] = await sharp(variant.bytes).raw().toBuffer();
		expect(red).toBeGreaterThan(blue ?? 255);
	}
});

test('a picture for printing (CMYK) comes out in the colours of a screen', async () => {
	const bytes = await drawn(20, 10).toColourspace('cmyk').jpeg().toBuffer();
	expect((await sharp(bytes).metadata()).space).toBe('cmyk');
	const { variants } = await readPicture(bytes);
	for (const variant of variants) expect((await sharp(variant.bytes).metadata()).space).toBe('srgb');
	const [red = 0, , blue = 255] = await sharp(variants.at(-1)?.bytes).raw().toBuffer();
	expect(red).toBeGreaterThan(blue);
});

describe('what is not a picture is refused, whatever its name', () => {
	test.each([
		['a program', Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(500, 7)])],
		[
			'a drawing that could carry scripts',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
		],
		['a PDF', Buffer.from('%PDF-1.7 and more')],
		['a video', Buffer.from('\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom', 'latin1')],
		['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
		['three bytes', Buffer.from('abc')]
	])('%s', async (_, bytes) => {
		expect(await refusalOf(bytes)).toMatch(/不是图片/);
	});

	test('an empty file', async () => {
		expect(await refusalOf(Buffer.alloc(0))).toMatch(/空的/);
	});

	test('a signature with nonsense behind it', async () => {
		for (const signature of ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF\x10\x00\x00\x00WEBPVP8 ']) {
			const bytes = Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.alloc(400, 0x5a)]);
			expect(await refusalOf(bytes)).toMatch(/已损坏/);
		}
	});

	test('a picture cut off in the middle', async () => {
		for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
			const noise = Buffer.from(Array.from({ length: 90 * 90 * 3 }, (_, at) => (at * at * 31) % 251));
			const whole = await sharp(noise, { raw: { width: 90, height: 90, channels: 3 } })
				.toFormat(format)
				.toBuffer();
			expect(await refusalOf(whole.subarray(0, whole.length / 2))).toMatch(/不完整/);
		}
	});

	test('a HEIC photograph, with the way out', async () => {
		const heic = Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic' + '\x00'.repeat(60), 'latin1');
		expect(await refusalOf(heic)).toMatch(/兼容性最佳/);
	});
});

describe('what is too large is refused before it is decoded', () => {
	test('more than 15 MB', async () => {
		expect(await refusalOf(Buffer.alloc(MAX_PICTURE_BYTES + 1))).toMatch(/15 MB/);
	});

	test('a small file that unfolds to 200 megapixels', async () => {
		const bomb = blackPng(20_000, 10_000);
		expect(bomb.length).toBeLessThan(100_000);
		expect(await refusalOf(bomb)).toMatch(/一亿/);
	});
});

test('a bad picture does not stop the next one', async () => {
	const good = await drawn(10, 10).png().toBuffer();
	const [bad, next] = await Promise.allSettled([readPicture(Buffer.from('abc')), readPicture(good)]);
	expect([bad.status, next.status]).toEqual(['rejected', 'fulfilled']);
});

/** The pointer to the GPS block in a little-endian EXIF header: tag 0x8825, one long. */
const GPS_TAG = Buffer.from([0x25, 0x88, 4, 0, 1, 0, 0, 0]);

/** A complete one-bit PNG, all black. */
function blackPng(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 1;
	const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
