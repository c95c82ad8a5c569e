import { error } from '@sveltejs/kit';
import { shiftWork } from '#src/routes/post-pages.server.ts';
import { inShift } from '../../../posts.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id, organises } = await inShift(context, params.centre, params.shift);
	if (!organises) error(404, '没有这个页面。');
	const { shift, organiser } = await shiftWork(context, id, params.shift);
	return { shift, organiser };
};
