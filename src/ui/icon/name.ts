/** The icons that lists repeat; all others are imported one by one from @lucide/svelte. */
export type IconName =
	| 'circle-alert'
	| 'circle-check'
	| 'circle-dashed'
	| 'circle-dot'
	| 'circle-x'
	| 'clock'
	| 'gift'
	| 'hand-heart'
	| 'map-pin'
	| 'sprout';
