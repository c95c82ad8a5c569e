import { blossom, box, colours as c, disc, line, oval, person, room, shape } from './paper.ts';

/** An empty jar; a sack of rice and a bottle of oil on the table. */
export const rice = (isDone: boolean): string =>
	room(isDone) +
	box([80, 330, 480, 20], isDone ? c.wood : '#a3927f', 4) +
	line('M120 350 V450 M520 350 V450', isDone ? c.darkWood : '#8b7b6a', 14) +
	(isDone
		? shape('M150 330 q-24 -90 14 -140 h120 q38 50 14 140 z', c.white) +
			shape('M172 190 q54 -30 104 0 l-12 -34 h-80 z', c.shade) +
			disc(224, 260, 34, c.plum) +
			[
				[214, 262],
				[224, 250],
				[234, 262]
			]
				.map(([x = 0, y = 0]) => oval(x, y, 5, 9, c.white))
				.join('') +
			box([370, 200, 70, 130], c.sun, 14) +
			box([388, 160, 34, 42], c.glow, 6) +
			box([384, 148, 42, 18], c.plum, 4) +
			box([378, 240, 54, 50], c.white, 4) +
			disc(490, 306, 24, '#e8a03f') +
			disc(478, 272, 18, '#e8a03f') +
			oval(490, 284, 8, 4, c.leaf)
		: shape('M250 330 q-30 -70 10 -110 h80 q40 40 10 110 z', '#b9a894') +
			oval(300, 220, 44, 10, c.dark) +
			oval(430, 324, 44, 8, c.shade));

/** A doorstep that stops everybody; the same door with a ramp and a chair. */
export const wheelchair = (isDone: boolean): string =>
	room(isDone) +
	box([60, 60, 200, 320], isDone ? c.sky : '#cbd2d2', 4) +
	line('M52 380 V52 H268 V380', isDone ? c.wood : '#8b7b6a', 16) +
	(isDone ? disc(120, 140, 34, c.leaf) + disc(180, 120, 46, c.leaf) + box([168, 150, 14, 90], c.darkWood) : '') +
	box([40, 372, 240, 30], isDone ? c.wood : '#8b7b6a', 3) +
	(isDone
		? shape('M280 372 L420 440 H280 z', c.wood) +
			`<g fill="none" stroke="${c.dark}" stroke-width="10" stroke-linecap="round"><circle cx="470" cy="370" r="70"/><circle cx="566" cy="416" r="24"/><path d="M430 200 h-24 M430 200 v140 h104 l26 60 M430 270 h80"/></g>` +
			disc(470, 370, 12, c.plum) +
			box([424, 220, 20, 120], c.plum, 8) +
			box([430, 330, 104, 20], c.plum, 8)
		: box([430, 300, 120, 16], '#8b7b6a', 4) +
			line('M446 316 V430 M536 316 V430 M446 300 V200 h90 v100', '#8b7b6a', 12));

/** Bare boards; a shelf full of books, and a child who reads. */
export const books = (isDone: boolean): string =>
	room(isDone) +
	line('M90 60 V430 M430 60 V430', isDone ? c.wood : '#a3927f', 16) +
	[70, 190, 310, 424].map((y) => box([84, y, 352, 14], isDone ? c.wood : '#a3927f', 3)).join('') +
	(isDone
		? [98, 218, 338]
				.flatMap((y, shelf) =>
					Array.from({ length: 11 }, (_, at) =>
						(at + shelf * 3) % 7 === 6
							? blossom(116 + at * 29, y + 72, 9)
							: box(
									[
										104 + at * 29,
										y + ((at * 7 + shelf * 5) % 4) * 8,
										22,
										92 - ((at * 7 + shelf * 5) % 4) * 8 - (shelf === 2 ? 6 : 0)
									],
									[c.plum, c.blue, c.leaf, c.sun, c.rose, c.dark][(at + shelf) % 6] ?? c.plum,
									2
								)
					)
				)
				.join('') +
			person(530, 270, c.leaf) +
			shape('M486 372 l44 14 l44 -14 v40 l-44 14 l-44 -14 z', c.white) +
			line('M530 386 v40', c.shade, 4)
		: box([104, 232, 60, 78], c.grey, 2) + line('M300 190 l-30 110', '#8f877d', 4));

/** Hair grown long; a cape, a pair of scissors, a neat head. */
export const haircut = (isDone: boolean): string =>
	room(isDone) +
	box([70, 60, 170, 210], isDone ? c.sky : '#cbd2d2', 12) +
	line('M70 60 h170 v210 h-170 z', isDone ? c.wood : '#8b7b6a', 10) +
	(isDone
		? person(360, 190, c.white, '#cfc8c0') +
			shape('M300 330 q60 -70 120 0 l20 110 h-160 z', c.rose) +
			person(510, 130, c.plum) +
			line('M462 236 L412 206', c.skin, 16) +
			line('M412 206 l-26 -16 M412 206 l-30 2', c.dark, 6)
		: person(360, 190, '#a3927f', '#cfc8c0') +
			shape('M318 208 q-24 70 -6 110 h26 q-16 -60 -6 -104 z', '#cfc8c0') +
			shape('M402 208 q24 70 6 110 h-26 q16 -60 6 -104 z', '#cfc8c0')) +
	box([280, 400, 160, 20], isDone ? c.darkWood : '#8b7b6a', 6);

/** A telephone nobody understands; a face from far away on it. */
export const phone = (isDone: boolean): string =>
	room(isDone) +
	box([200, 40, 240, 400], c.dark, 30) +
	box([216, 64, 208, 340], isDone ? c.glow : '#b8b2aa', 8) +
	disc(320, 422, 10, c.grey) +
	(isDone
		? person(320, 150, c.blue) +
			disc(252, 372, 18, c.leaf) +
			disc(388, 372, 18, c.plum) +
			blossom(250, 96, 9) +
			blossom(390, 100, 9) +
			shape('M470 200 q0 -40 40 -40 h70 q40 0 40 40 v30 q0 40 -40 40 h-60 l-34 30 v-34 q-16 -8 -16 -36 z', c.white) +
			line('M500 200 h90 M500 226 h60', c.rose, 8)
		: Array.from({ length: 12 }, (_, at) =>
				box([232 + (at % 3) * 64, 84 + Math.floor(at / 3) * 74, 48, 48], '#8f877d', 10)
			).join('') +
			line('M520 160 q6 -40 40 -40 q36 0 36 34 q0 26 -34 40 v22', c.grey, 12) +
			disc(562, 250, 8, c.grey));
