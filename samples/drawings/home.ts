import { blossom, box, colours as c, disc, line, oval, person, room, shape } from './paper.ts';

/** A squatting pan in a damp corner; a seat with handrails. */
export const bathroom = (isDone: boolean): string =>
	room(isDone) +
	(isDone
		? [0, 1, 2, 3, 4, 5, 6, 7]
				.map((at) => box([at * 80 + 2, 190, 76, 76], '#f6f1ea', 4) + box([at * 80 + 2, 270, 76, 76], '#f6f1ea', 4))
				.join('') +
			box([250, 190, 130, 110], c.white, 14) +
			oval(315, 330, 88, 30, c.white) +
			shape('M240 332 q75 40 150 0 l-24 90 h-102 z', c.shade) +
			oval(315, 326, 74, 22, '#efe7db') +
			line('M180 400 V260 h-30 v140', c.plum, 12) +
			line('M480 240 h-60 v90', c.plum, 12) +
			box([500, 300, 60, 120], c.wood, 6) +
			blossom(530, 280, 12)
		: oval(320, 420, 110, 32, c.shade) +
			oval(320, 418, 74, 18, c.dark) +
			line('M500 120 V360 M500 180 h60', c.grey, 12) +
			box([130, 240, 70, 120], c.grey, 6) +
			line('M135 250 l60 100 M200 262 l-50 90', '#8f877d', 4));

/** A ceiling that drips over an old stove; a tidy kitchen. */
export const kitchen = (isDone: boolean): string =>
	room(isDone) +
	box([60, 270, 520, 24], isDone ? c.white : c.grey, 4) +
	box([60, 294, 520, 140], isDone ? c.wood : '#a3927f', 4) +
	[190, 320, 450].map((x) => line(`M${x} 300 V428`, isDone ? c.darkWood : '#8b7b6a', 4)).join('') +
	(isDone
		? box([70, 80, 170, 110], c.white, 6) +
			line('M155 84 V186', c.shade, 4) +
			box([300, 244, 150, 26], c.dark, 6) +
			oval(340, 244, 34, 8, c.grey) +
			shape('M300 196 h84 v36 q0 14 -14 14 h-56 q-14 0 -14 -14 z', c.plum) +
			line('M290 206 h104', c.plum, 8) +
			line('M326 180 q-8 -14 4 -26 M356 180 q-8 -14 4 -26', c.shade, 5) +
			box([490, 130, 90, 90], c.sky, 4) +
			box([510, 232, 50, 38], c.rose, 6) +
			line('M535 232 v-26', c.leaf, 5) +
			oval(524, 204, 12, 8, c.leaf) +
			oval(546, 198, 12, 8, c.leaf)
		: shape('M0 0 H640 V34 q-60 20 -110 4 q-70 26 -140 2 q-90 24 -180 0 q-110 22 -210 2 z', '#cfc6b8') +
			[
				[220, 90],
				[250, 130],
				[232, 180],
				[410, 110],
				[424, 170]
			]
				.map(([x = 0, y = 0]) => shape(`M${x} ${y} q10 18 0 24 q-10 -6 0 -24`, c.blue))
				.join('') +
			box([310, 238, 130, 32], c.grey, 4) +
			line('M500 60 q40 50 -10 90 q-30 40 20 90', c.dark, 4) +
			box([200, 236, 50, 34], '#8f877d', 4));

/** A bed in the dark; the same bed with a small light beside it. */
export const lamp = (isDone: boolean): string =>
	box([0, 0, 640, 360], isDone ? '#57608a' : c.night) +
	box([0, 360, 640, 120], isDone ? '#6a5c57' : '#33343f') +
	(isDone ? disc(470, 236, 190, '#7d7a8f') + disc(470, 236, 120, '#b9a384') + disc(470, 236, 64, c.glow) : '') +
	box([60, 40, 150, 130], '#2b3350', 4) +
	disc(160, 90, 22, c.glow) +
	box([60, 270, 330, 110], isDone ? c.rose : '#565063', 14) +
	box([76, 246, 100, 56], isDone ? c.white : '#7b7a8b', 20) +
	box([50, 210, 22, 210], isDone ? c.wood : '#40363a', 6) +
	box([380, 320, 16, 100], isDone ? c.wood : '#40363a', 4) +
	box([430, 300, 90, 120], isDone ? c.darkWood : '#3a3236', 6) +
	(isDone
		? shape('M440 250 l20 -54 h24 l20 54 z', c.sun) + box([466, 250, 10, 46], c.white) + oval(471, 298, 26, 6, c.white)
		: box([452, 262, 14, 38], '#5a5560', 3)) +
	box([560, 120, 60, 240], isDone ? '#8b6a4d' : '#2e2b33', 4);

/** Homework on the edge of a bed; a desk at the window. */
export const study = (isDone: boolean): string =>
	room(isDone) +
	box([70, 60, 160, 150], isDone ? c.sky : '#cbd2d2', 4) +
	line('M150 60 V210 M70 135 H230', c.white, 6) +
	(isDone
		? box([250, 290, 330, 20], c.wood, 4) +
			line('M270 310 V440 M560 310 V440', c.darkWood, 14) +
			line('M520 290 V220 l-50 -30', c.plum, 8) +
			shape('M440 206 l26 -36 l30 20 z', c.plum) +
			shape('M420 210 l-40 78 h150 l-40 -60 z', c.glow) +
			box([300, 262, 70, 14], c.blue, 2) +
			box([306, 248, 64, 14], c.rose, 2) +
			box([298, 276, 76, 14], c.leaf, 2) +
			person(420, 250, c.sun) +
			box([400, 62, 180, 16], c.wood, 3) +
			[410, 434, 458, 490, 520]
				.map((x, at) =>
					box([x, 20 + (at % 2) * 8, 18, 42 - (at % 2) * 8], [c.plum, c.blue, c.leaf, c.sun, c.rose][at] ?? c.plum)
				)
				.join('')
		: box([240, 320, 360, 90], '#b5a99b', 12) +
			box([250, 300, 90, 40], c.white, 14) +
			person(440, 220, '#d0a85b') +
			box([390, 332, 70, 12], c.white, 2) +
			line('M400 338 h50', c.grey, 2));

/** A fan that does not turn any more; a new one with a breeze. */
export const fan = (isDone: boolean): string =>
	room(isDone) +
	box([70, 60, 190, 170], isDone ? c.sky : '#f2d49a', 4) +
	line('M165 60 V230', c.white, 6) +
	(isDone ? '' : disc(165, 140, 46, '#efb252')) +
	line('M430 250 V420', isDone ? c.dark : c.grey, 12) +
	oval(430, 424, 74, 16, isDone ? c.dark : c.grey) +
	disc(430, 190, 92, isDone ? c.white : '#cfc6b8') +
	[0, 120, 240]
		.map(
			(turn) =>
				`<g transform="rotate(${turn + (isDone ? 20 : 0)} 430 190)">${shape('M430 190 q-44 -50 0 -80 q40 40 0 80', isDone ? c.plum : c.grey)}</g>`
		)
		.join('') +
	disc(430, 190, 15, c.dark) +
	(isDone
		? line('M540 150 q30 -16 56 0 M546 192 q34 -16 60 0 M540 234 q30 -16 56 0', c.blue, 5)
		: line('M374 130 l110 118', '#8f877d', 5)) +
	box([80, 330, 200, 70], isDone ? c.rose : '#b5a99b', 16);
