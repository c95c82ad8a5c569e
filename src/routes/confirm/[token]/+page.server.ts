import { redirect } from '@sveltejs/kit';
import { confirmationBehind } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { keepConfirming } from '../confirming.server.ts';
import type { PageServerLoad } from './$types';

/** The address of the message. What it carries goes into the browser, sealed, and out of the address at once. */
export const load: PageServerLoad = async ({ params, cookies, url, locals, setHeaders }) => {
	await confirmationBehind(locals.context, params.token).catch(refusedPage);
	keepConfirming(cookies, { step: 'opened', token: params.token }, url.protocol === 'https:');
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	redirect(303, '/confirm');
};
