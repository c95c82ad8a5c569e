import { redirect } from '@sveltejs/kit';
import { confirmingOf } from '../confirming.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies }) => {
	const confirming = confirmingOf(cookies);
	if (confirming?.step !== 'done') redirect(303, '/confirm');
	return { outcome: confirming.outcome, reference: confirming.reference };
};
