import type { RequestEvent } from '@sveltejs/kit';

/** The page is the same for every guest: the micro-cache in front may show it to the next one too. */
export function shareWithGuests({ locals, setHeaders }: Pick<RequestEvent, 'locals' | 'setHeaders'>): void {
	if (locals.context.actor.kind === 'guest') setHeaders({ 'x-meihua-cache': 'public' });
}
