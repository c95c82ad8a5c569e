/** The icons of the sprite: those on every page and those that lists repeat. All others are imported one by one from @lucide/svelte. */
export type IconName =
	| 'a-arrow-up'
	| 'arrow-left'
	| 'arrow-right'
	| 'circle-alert'
	| 'circle-check'
	| 'circle-dashed'
	| 'circle-dot'
	| 'circle-x'
	| 'clock'
	| 'gift'
	| 'hand-heart'
	| 'map-pin'
	| 'phone'
	| 'sprout';
