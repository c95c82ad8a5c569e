import { redirect } from '@sveltejs/kit';
import { ownLinkBehind } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { keepFollowing, minePath } from '../mine.server.ts';
import type { PageServerLoad } from './$types';

/** The address of the message. What it carries goes into the browser, sealed, and out of the address at once. */
export const load: PageServerLoad = async ({ params, cookies, url, locals: { context } }) => {
	await ownLinkBehind(context, params.token).catch(refusedPage);
	keepFollowing(cookies, params.centre, { token: params.token }, url.protocol === 'https:');
	redirect(303, minePath(params.centre, 'code'));
};
