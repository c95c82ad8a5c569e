/** Bars that compare a few series over the same labels. */
export interface Bars {
	labels: readonly string[];
	series: readonly { name: string; values: readonly number[] }[];
	/** across: one line for each label, for words. up: one column for each label, for time. */
	direction: 'across' | 'up';
}

/** A chart as the server has drawn it: the addresses of two images, for a phone and for wider places. */
export interface DrawnChart extends Bars {
	narrow: { src: string; width: number; height: number };
	wide: { src: string; width: number; height: number };
}
