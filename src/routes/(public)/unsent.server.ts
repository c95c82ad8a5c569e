/**
 * Data of a page without script (`csr = false`). SvelteKit writes all that `load` returns out as JavaScript for the browser, also
 * where no browser will ever read it, and that takes as long as drawing the page; what is not enumerable it leaves alone.
 */
export const unsent = <Value>(value: Value): { readonly value: Value } =>
	Object.defineProperty({} as { readonly value: Value }, 'value', { value });
