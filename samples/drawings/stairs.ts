import { blossom, box, colours as c, disc, line, oval, outside, person, room, shape, stain } from './paper.ts';

const steps = (colour: string) =>
	[0, 1, 2, 3, 4, 5].map((at) => box([60 + at * 90, 420 - at * 48, 560 - at * 90, 60 + at * 48], colour)).join('') +
	[0, 1, 2, 3, 4, 5].map((at) => box([60 + at * 90, 420 - at * 48, 90, 7], c.white)).join('');

/** A dark stairwell; painted, lit, and with a seat to rest on. */
export const stairs = (isDone: boolean): string =>
	box([0, 0, 640, 480], isDone ? c.wall : '#8b857d') +
	(isDone
		? disc(250, 66, 120, c.glow) + disc(250, 60, 26, c.sun)
		: stain(120, 120, 50) + stain(300, 70, 40) + disc(250, 60, 22, '#6b655e')) +
	box([244, 0, 12, 36], c.dark) +
	steps(isDone ? c.floor : '#6f6962') +
	(isDone
		? line('M40 330 L560 52', c.plum, 12) +
			box([30, 250, 14, 90], c.plum) +
			box([70, 350, 70, 12], c.wood, 4) +
			line('M80 362 V410 M130 362 V410', c.darkWood, 8) +
			blossom(420, 80, 12) +
			blossom(460, 120, 9)
		: box([150, 190, 60, 40], '#a9a299') + box([330, 140, 50, 34], '#a9a299'));

/** A rail that ends in the air; a whole one, and somebody who goes down by it. */
export const handrail = (isDone: boolean): string =>
	room(isDone) +
	steps(isDone ? c.floor : '#b4aa9d') +
	(isDone
		? line('M60 340 L590 56', c.plum, 14) +
			[100, 235, 370, 505]
				.map((x) => line(`M${x} ${320 - (x - 100) * 0.535} V${402 - (x - 100) * 0.5}`, c.plum, 8))
				.join('') +
			person(300, 120, c.blue, '#cfc8c0')
		: line('M60 340 L190 270', '#8f6f58', 10) +
			line('M420 146 L590 56', '#8f6f58', 10) +
			line('M190 270 l22 24', '#8f6f58', 10) +
			line('M100 320 V402', '#8f6f58', 8) +
			line('M505 102 V190', '#8f6f58', 8));

/** Mud and rubbish; a bed of flowers with a low wall. */
export const garden = (isDone: boolean): string =>
	outside(isDone) +
	(isDone
		? box([60, 360, 520, 70], c.wood, 10) +
			oval(320, 360, 250, 34, '#7b5a3e') +
			Array.from(
				{ length: 13 },
				(_, at) =>
					line(`M${92 + at * 38} 352 v-${34 + (at % 3) * 16}`, c.darkLeaf, 5) +
					oval(84 + at * 38, 336, 12, 7, c.leaf) +
					oval(102 + at * 38, 328, 12, 7, c.leaf) +
					blossom(92 + at * 38, 312 - (at % 3) * 16, 9)
			).join('')
		: oval(320, 400, 230, 46, '#9c8f7e') +
			box([180, 350, 90, 60], '#b4aa9d', 4) +
			line('M200 350 l30 -40 l40 44', '#8f877d', 6) +
			oval(420, 386, 46, 22, '#8f877d') +
			line('M330 392 q6 -30 -6 -50 M346 392 q10 -24 20 -36', '#8d8a5c', 5));

/** Bricks to sit on; a bench under the tree, and a game of chess. */
export const bench = (isDone: boolean): string =>
	outside(isDone) +
	box([500, 140, 40, 240], c.darkWood, 8) +
	[
		[520, 110, 110],
		[440, 140, 70],
		[590, 150, 70]
	]
		.map(([x = 0, y = 0, r = 0]) => disc(x, y, r, isDone ? c.leaf : '#9aa083'))
		.join('') +
	(isDone
		? box([90, 330, 320, 18], c.wood, 6) +
			box([90, 356, 320, 18], c.wood, 6) +
			box([90, 270, 320, 22], c.wood, 6) +
			line('M120 270 V430 M380 270 V430', c.dark, 12) +
			person(180, 200, c.plum, '#cfc8c0') +
			person(320, 200, c.blue, '#ddd6ce') +
			box([216, 330, 66, 14], c.white, 2)
		: [110, 210, 310]
				.map((x) => box([x, 394, 70, 30], '#a9826b', 3) + box([x + 8, 366, 54, 28], '#b58f79', 3))
				.join(''));

/** Papers on a pole in the wind; a board under a roof. */
export const board = (isDone: boolean): string =>
	outside(isDone) +
	(isDone
		? line('M150 200 V440 M490 200 V440', c.darkWood, 16) +
			shape('M100 160 L320 80 L540 160 z', c.plum) +
			box([130, 170, 380, 190], c.wood, 8) +
			box([146, 186, 348, 158], c.white, 4) +
			[
				[164, 202, c.rose],
				[274, 202, c.sky],
				[384, 202, c.glow],
				[164, 276, c.glow],
				[274, 276, c.rose],
				[384, 276, c.sky]
			]
				.map(
					([x, y, fill]) =>
						box([Number(x), Number(y), 92, 58], String(fill), 3) +
						line(`M${Number(x) + 12} ${Number(y) + 18} h66 M${Number(x) + 12} ${Number(y) + 36} h48`, c.grey, 4)
				)
				.join('')
		: line('M320 40 V440', '#8f877d', 26) +
			[
				[292, 140, -8],
				[300, 210, 6],
				[286, 280, -4]
			]
				.map(
					([x, y, turn]) =>
						`<g transform="rotate(${turn} ${x} ${y})">${box([x ?? 0, y ?? 0, 60, 50], c.white)}${line(`M${(x ?? 0) + 8} ${(y ?? 0) + 16} h42`, c.grey, 3)}</g>`
				)
				.join('') +
			`<g transform="rotate(24 450 400)">${box([430, 390, 60, 46], c.white)}</g>`);

/** Bicycles everywhere; a line for each, and the way is free. */
export const yard = (isDone: boolean): string =>
	outside(isDone) +
	(isDone ? [70, 190, 310, 430].map((x) => line(`M${x} 440 l30 -90 h90 l-30 90`, c.white, 6)).join('') : '') +
	(isDone ? [70, 190, 310] : [40, 120, 210, 300, 390, 470])
		.map((x, at) =>
			bicycle(x + 40, isDone ? 350 : 330 + (at % 2) * 40, isDone ? ([c.plum, c.blue, c.leaf][at] ?? c.plum) : c.grey)
		)
		.join('');

const bicycle = (x: number, y: number, colour: string): string =>
	`<g fill="none" stroke="${colour}" stroke-width="7" stroke-linecap="round"><circle cx="${x}" cy="${y + 40}" r="28"/><circle cx="${x + 76}" cy="${y + 40}" r="28"/><path d="M${x} ${y + 40} l30 -42 h36 l10 42 M${x + 30} ${y - 2} l14 42 l22 -42 M${x + 20} ${y - 8} h22 M${x + 66} ${y - 2} l-4 -18 h16"/></g>`;
