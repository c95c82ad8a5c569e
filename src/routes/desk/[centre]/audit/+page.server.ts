import { factLog } from '#kernel/fact-log.server.ts';
import { isId } from '#kernel/ids.ts';
import { referencesOf } from '#modules/wishes/server.ts';
import { auditedCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';
import { momentsOf } from './day.ts';
import { toldFacts } from './describe.server.ts';
import { actionWords, subjectWords } from './words.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await auditedCentre(context, params.centre);
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const kind = Object.hasOwn(subjectWords, asked('kind')) ? asked('kind') : '';
	const action = Object.hasOwn(actionWords, asked('action')) ? asked('action') : '';
	const day = momentsOf(asked('day')) ? asked('day') : '';
	const after = isId(asked('after')) ? asked('after') : undefined;
	const filter = { kind: kind || undefined, action: action || undefined, ...momentsOf(day), after };
	const { facts, next } = await factLog(context.db, id, filter);
	const references = await referencesOf(
		context.db,
		id,
		facts.map(({ subjectId }) => subjectId)
	);
	return {
		filter: { kind, action, day },
		facts: await toldFacts(context.db, facts, references, `/desk/${params.centre}`),
		older: next && `?${new URLSearchParams({ kind, action, day, after: next })}`
	};
};
