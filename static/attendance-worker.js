// Opens the page of a scan where there is no signal: then a page from the phone stands in, which keeps the scan until it can be
// sent. Everything else goes to the server as ever; nothing personal is kept.

const CACHE = 'attendance';
const KEPT = ['/attendance-offline.html', '/attendance-offline.js', '/attendance.js', '/plain.css'];
const WAIT_MS = 8000;

/** @typedef {Event & { request: Request, respondWith(answer: Promise<Response>): void, waitUntil(work: Promise<unknown>): void }} Asked */

const refresh = () => caches.open(CACHE).then((cache) => cache.addAll(KEPT));

addEventListener('install', (event) => /** @type {Asked} */ (event).waitUntil(refresh()));

addEventListener('fetch', (event) => {
	const asked = /** @type {Asked} */ (event);
	const { request } = asked;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin) return;
	if (request.mode === 'navigate') asked.respondWith(page(asked));
	else if (KEPT.includes(pathname)) asked.respondWith(part(request));
});

/** @param {Asked} asked */
async function page(asked) {
	const answer = await Promise.race([fetch(asked.request).catch(() => undefined), silence()]);
	if (answer) {
		asked.waitUntil(refresh().catch(() => undefined));
		return answer;
	}
	return (await caches.match('/attendance-offline.html')) ?? Response.error();
}

/** @param {Request} request */
const part = (request) =>
	fetch(request).catch(async () => (await caches.match(request, { ignoreSearch: true })) ?? Response.error());

/** @returns {Promise<undefined>} */
const silence = () => new Promise((resolve) => setTimeout(() => resolve(undefined), WAIT_MS));
