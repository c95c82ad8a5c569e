import { encode } from 'uqr';

/** A QR code as one SVG path, a unit per module; the quiet zone around it is part of it. */
export interface DrawnQr {
	size: number;
	path: string;
}

/** Drawn on the server, so that no page carries an encoder. Medium correction: it is read from crumpled paper, too. */
export function drawQr(text: string): DrawnQr {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const path = data
		.flatMap((row, y) => runsIn(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
		.join('');
	return { size, path };
}

/** Where dark modules stand side by side in a row: the first, and how many. */
function runsIn(row: readonly boolean[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const [x, isDark] of row.entries()) {
		const last = runs.at(-1);
		if (isDark && last && last[0] + last[1] === x) last[1] += 1;
		else if (isDark) runs.push([x, 1]);
	}
	return runs;
}
