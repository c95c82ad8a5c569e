/** The longest side, in pixels, of each size in which a picture is kept. */
const SIDES = { thumb: 320, card: 800, full: 1920 } as const;

type Size = keyof typeof SIDES;
type Format = 'avif' | 'webp' | 'jpeg';

interface Shape {
	id: string;
	width: number;
	height: number;
}

/** Where one encoding of a stored picture is. */
export const pictureAddress = (id: string, size: Size, format: Format): string => `/files/${id}/${size}.${format}`;

/** A `srcset` text. AVIF is kept in the size `card` alone. */
export function srcsetOf({ id, width, height }: Shape, sizes: readonly Size[], format: Format): string {
	const shrink = (size: Size) => Math.min(1, SIDES[size] / Math.max(width, height));
	return sizes
		.map((size) => `${pictureAddress(id, size, format)} ${Math.max(1, Math.round(width * shrink(size)))}w`)
		.join(', ');
}
