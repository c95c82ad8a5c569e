import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		include: ['{src,bin,samples,tests}/**/*.test.ts'],
		pool: 'threads',
		silent: 'passed-only',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
