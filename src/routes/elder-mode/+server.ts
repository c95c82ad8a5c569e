import { redirect } from '@sveltejs/kit';
import { localPath } from '#src/routes/local-path.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 365 * 86_400;

/** Remembers the mode in this browser: `elder=on`, or no cookie. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	if (form.get('to') === 'on')
		cookies.set('elder', 'on', { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', secure: url.protocol === 'https:' });
	else cookies.delete('elder', { path: '/' });
	redirect(303, localPath(form.get('back')));
};
