import { error, fail } from '@sveltejs/kit';
import { dev } from '$app/env';
import { env } from '#env';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	refuseInProduction();
	return { only: url.searchParams.get('component') };
};

/** Answers the examples’ forms: always refused, so that the way back through the error summary can be tried. */
export const actions: Actions = {
	default: async ({ request }) => {
		refuseInProduction();
		const input = await request.formData();
		return fail(422, {
			name: String(input.get('name') ?? ''),
			issues: [{ field: 'name', message: '请填写您的称呼，例如“张阿姨”' }]
		});
	}
};

function refuseInProduction() {
	if (!dev && !env().uiExamples) error(404);
}
