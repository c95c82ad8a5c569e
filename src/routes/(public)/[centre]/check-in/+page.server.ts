import { redirect } from '@sveltejs/kit';
import { centreBySlug } from '#modules/directory/server.ts';
import { statusOf } from '#modules/checkins/server.ts';
import { checkInStatistics } from '#modules/statistics/server.ts';
import { isKnown } from '#kernel/errors.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';

/** What reporting in is, where it begins, and the way to one's own by the number on the slip. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await centreBySlug(context.db, params.centre).catch(refusedPage);
	const typed = url.searchParams.get('reference')?.slice(0, 40) ?? '';
	const found = typed === '' ? undefined : await statusOf(context.db, id, typed).catch(wrong);
	if (typeof found === 'object') redirect(303, `/${params.centre}/check-in/${found.reference}`);
	const { organisations, members } = await checkInStatistics(context.db, id);
	return { typed, wrong: found ?? null, organisations, members };
};

function wrong(thrown: unknown): string {
	if (!isKnown(thrown)) throw thrown;
	return thrown.message;
}
