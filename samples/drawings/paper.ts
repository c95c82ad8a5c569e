/** All drawings have this size, in pixels. */
export const WIDTH = 640;
export const HEIGHT = 480;

/** Warm, flat colours: plum, wood, wall, leaf, and a few greys for what is worn out. */
export const colours = {
	wall: '#fbeee0',
	oldWall: '#e3ddd3',
	floor: '#e2c6a4',
	oldFloor: '#c9c0b3',
	plum: '#b3243b',
	rose: '#e58f98',
	wood: '#b9824f',
	darkWood: '#8a5c35',
	white: '#fffdf9',
	shade: '#d8cbbb',
	grey: '#a59d93',
	dark: '#4c433d',
	leaf: '#6d9a5b',
	darkLeaf: '#48743f',
	sky: '#cfe5ea',
	night: '#3b4560',
	sun: '#f7c65b',
	glow: '#fde7ab',
	skin: '#eebd95',
	blue: '#5b8ba6',
	stain: '#b8ac98'
} as const;

type Box = [x: number, y: number, width: number, height: number];

export const box = ([x, y, width, height]: Box, fill: string, round = 0): string =>
	`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;

export const disc = (x: number, y: number, radius: number, fill: string): string =>
	`<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const oval = (x: number, y: number, across: number, up: number, fill: string): string =>
	`<ellipse cx="${x}" cy="${y}" rx="${across}" ry="${up}" fill="${fill}"/>`;

export const shape = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`;

export const line = (path: string, colour: string, width = 6): string =>
	`<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** A room: a wall and a floor, fresh or worn. */
export const room = (isFresh: boolean): string =>
	box([0, 0, WIDTH, 360], isFresh ? colours.wall : colours.oldWall) +
	box([0, 360, WIDTH, 120], isFresh ? colours.floor : colours.oldFloor) +
	(isFresh ? '' : stain(90, 70, 46) + stain(560, 130, 34) + line('M430 0 l14 60 l-18 40 l12 50', colours.stain, 4));

/** Outside: sky, a row of old houses, ground. */
export const outside = (isFresh: boolean): string =>
	box([0, 0, WIDTH, 330], isFresh ? colours.sky : '#dcdcd6') +
	[0, 165, 330, 495].map((x, at) => box([x, 90 + (at % 2) * 30, 155, 250], isFresh ? '#f3dcc4' : '#d5cabb')).join('') +
	[20, 85, 185, 250, 350, 415, 515, 580]
		.map((x) => box([x, 160, 40, 54], isFresh ? colours.white : colours.shade, 3))
		.join('') +
	box([0, 330, WIDTH, 150], isFresh ? '#e6d3b8' : colours.oldFloor);

export const stain = (x: number, y: number, size: number): string =>
	oval(x, y, size, size * 0.62, colours.stain) +
	oval(x + size * 0.6, y + size * 0.35, size * 0.5, size * 0.36, colours.stain);

/** Somebody, without a face. */
export const person = (x: number, y: number, clothes: string, hair: string = colours.dark): string =>
	shape(`M${x - 46} ${y + 150} q0 -96 46 -96 q46 0 46 96 z`, clothes) +
	disc(x, y + 20, 34, colours.skin) +
	shape(`M${x - 35} ${y + 18} a35 35 0 0 1 70 0 q-34 -20 -70 0 z`, hair);

/** Plum blossom: five petals. */
export const blossom = (x: number, y: number, size = 8): string =>
	[0, 72, 144, 216, 288]
		.map((turn) => {
			const angle = ((turn - 90) * Math.PI) / 180;
			return disc(round(x + Math.cos(angle) * size), round(y + Math.sin(angle) * size), size * 0.72, colours.rose);
		})
		.join('') + disc(x, y, size * 0.5, colours.sun);

const round = (value: number) => Math.round(value * 10) / 10;

export const sheet = (drawn: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${drawn}</svg>`;
