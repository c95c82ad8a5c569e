import { securityLog } from '#kernel/fact-log.server.ts';
import { isId } from '#kernel/ids.ts';
import { accountIdsOf } from '#modules/identity/server.ts';
import { auditedCentre } from '../../office.server.ts';
import { momentsOf } from '../day.ts';
import { toldSecurity } from '../describe.server.ts';
import { securityWords } from '../words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await auditedCentre(context, params.centre);
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const action = Object.hasOwn(securityWords, asked('action')) ? asked('action') : '';
	const day = momentsOf(asked('day')) ? asked('day') : '';
	const after = isId(asked('after')) ? asked('after') : undefined;
	const { facts, next } = await securityLog(context.db, await accountIdsOf(context.db, id), {
		action: action || undefined,
		...momentsOf(day),
		after
	});
	return {
		filter: { action, day },
		facts: await toldSecurity(context.db, facts, `/desk/${params.centre}`),
		older: next && `?${new URLSearchParams({ action, day, after: next })}`
	};
};
