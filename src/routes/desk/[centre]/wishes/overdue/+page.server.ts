import { overdueIn } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const after = url.searchParams.get('after') ?? undefined;
	const { lines, next } = await overdueIn(context, id, after).catch(refusedPage);
	return { lines, next, isFirst: after === undefined, asOf: context.clock() };
};
