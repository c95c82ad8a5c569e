import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** Builds our server into the same module graph as Kit's, so pools and caches exist once in the process. */
const serverEntry = (): Plugin => ({
	name: 'meihua-server-entry',
	apply: 'build',
	config: () => ({ environments: { ssr: { build: { rolldownOptions: { input: { main: 'src/server.ts' } } } } } })
});

/** In development the API answers in front of Kit too, and the queue is worked, through the same module graph. */
const serverInDevelopment = (): Plugin => ({
	name: 'meihua-server-development',
	apply: 'serve',
	configureServer(server) {
		// vitest makes a server too, but nobody visits it
		if (process.env['VITEST']) return;
		server.httpServer?.once('listening', () => {
			server.ssrLoadModule('/src/worker.ts').then(
				(module) => (module as typeof import('./src/worker.ts')).startWork(),
				(error: Error) => server.config.logger.error(String(error.stack))
			);
		});
		server.middlewares.use((request, response, next) => {
			if (!request.url?.startsWith('/api/')) return next();
			server
				.ssrLoadModule('/src/server.ts')
				.then((module) => (module as typeof import('./src/server.ts')).answerApi(request, response, next))
				.catch(next);
		});
	}
});

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		}),
		serverEntry(),
		serverInDevelopment()
	]
});
