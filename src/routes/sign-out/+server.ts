import { redirect } from '@sveltejs/kit';
import { clearSession, signOut } from '#modules/identity/server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies, locals }) => {
	await signOut(locals.context, request.headers);
	clearSession(cookies);
	redirect(303, '/');
};
