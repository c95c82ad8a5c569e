import { shiftWork } from '#src/routes/post-pages.server.ts';
import { organisersDesk } from '../../../posts.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await organisersDesk(context, params.centre);
	const { shift, organiser } = await shiftWork(context, id, params.shift);
	return { shift, organiser };
};
