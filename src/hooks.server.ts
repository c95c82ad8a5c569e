import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { systemClock } from '#kernel/clock.ts';
import { theDatabase } from '#kernel/db.ts';
import { actorOf, needsTwoFactor } from '#modules/identity/server.ts';
import { maybePublic, PUBLIC_HEADER } from './http/anonymous.ts';
import { BUSY_SECONDS, failureOf } from './http/failure.ts';
import { helpPage, PLAIN_CSP } from './http/help-page.ts';
import { countChange, isChange } from './http/rate.ts';
import { protect } from './http/security-headers.ts';
import { leavePage } from './http/whole-page.ts';
import { startListening } from './subscriptions.server.ts';

export const init: ServerInit = () => startListening();

/** Session → actor; then the page; then what every answer carries. */
export const handle: Handle = async ({ event, resolve }) => {
	const refused = await enter(event).catch((thrown: unknown) => refusal(event, thrown));
	if (refused) return finished(event, refused);
	const { presence } = event.locals;
	if (needsTwoFactor(presence) && !WITHOUT_SECOND_FACTOR.has(event.url.pathname))
		return finished(event, new Response(null, { status: 303, headers: { location: SET_SECOND_FACTOR } }));
	return finished(event, await render(event, resolve));
};

/** A page is taken out of SvelteKit's hands as soon as it is a text; see http/whole-page.ts. */
async function render(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	const request = event.platform?.req;
	let page: string | undefined;
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			page = isElder(event) ? html.replace('data-elder="off"', 'data-elder="on"') : html;
			return request ? '' : page;
		}
	});
	if (page === undefined || request === undefined) return response;
	const { headers, status } = response;
	if (!headers.has('etag'))
		throw new Error(`${event.route.id}: load has to await what it returns, pages are sent whole`);
	headers.delete('content-length');
	headers.delete('etag');
	leavePage(request, page);
	return new Response(null, { status, headers });
}

/**
 * Every error on its way to a page. What a command says goes to the visitor with its own status; what we did not foresee
 * is written to the log under an id, and the visitor is told that id only.
 */
export const handleError: HandleServerError = ({ kind, error: thrown, event }) => {
	if (kind !== 'unknown') return;
	const { status, message, id } = failureOf(thrown, askedOf(event));
	return { status, message, ...(id === undefined ? {} : { id }) };
};

const SET_SECOND_FACTOR = '/my/security/two-factor';
const WITHOUT_SECOND_FACTOR = new Set([SET_SECOND_FACTOR, '/sign-out', '/elder-mode']);

/** Errors: Refused when changes come too often; whatever a database that does not answer throws. */
async function enter({ request, locals, getClientAddress }: RequestEvent): Promise<undefined> {
	const db = theDatabase();
	locals.presence = await actorOf(db, request.headers);
	locals.context = { db, actor: locals.presence.actor, clock: systemClock };
	if (isChange(request.method)) await countChange(locals.presence.actor, getClientAddress());
}

/** An answer without the help of any layout: those may need what has just failed. */
function refusal(event: RequestEvent, thrown: unknown): Response {
	const { status, message, id, retryAfter } = failureOf(thrown, askedOf(event));
	const headers = new Headers(retryAfter ? { 'retry-after': String(retryAfter) } : {});
	if (event.isDataRequest) return Response.json({ status, message, id }, { status, headers });
	headers.set('content-type', 'text/html; charset=utf-8');
	headers.set('content-security-policy', PLAIN_CSP);
	return new Response(helpPage(status, { message, id, elder: isElder(event) }), { status, headers });
}

/** Pages of somebody who is signed in, and private areas, are kept by no cache; others are asked for anew. */
function finished({ url, request, locals }: RequestEvent, response: Response): Response {
	const { headers, status } = response;
	protect(headers, url.protocol === 'https:');
	const isPrivate = locals.presence?.actor.kind === 'account' || PRIVATE.test(url.pathname);
	if (!headers.has('cache-control')) headers.set('cache-control', isPrivate ? 'no-store' : 'no-cache');
	if ((status === 503 || status === 429) && !headers.has('retry-after'))
		headers.set('retry-after', String(status === 503 ? BUSY_SECONDS : 60));
	if (!maybePublic(request.method, request.headers.get('cookie'), request.headers.get('authorization')))
		headers.delete(PUBLIC_HEADER);
	return response;
}

const PRIVATE = /^\/(my|desk|district|sign-in|sign-out|set-up|outbox|confirm)(\/|$)/;

const isElder = ({ cookies }: RequestEvent): boolean => cookies.get('elder') === 'on';

const askedOf = ({ request, route }: RequestEvent) => ({ method: request.method, route: route.id ?? '' });
