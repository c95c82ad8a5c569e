import { proofsIn } from '#modules/records/server.ts';
import { afterIn, olderOf, recordsCentre } from '../records.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await recordsCentre(context, params.centre);
	const code = url.searchParams.get('code')?.slice(0, 60) ?? '';
	const { proofs, next } = await proofsIn(context, id, { code, after: afterIn(url) });
	return { code, proofs, older: olderOf(next) };
};
