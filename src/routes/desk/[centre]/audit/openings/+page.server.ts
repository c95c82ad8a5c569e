import { isId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { standingOf } from '#modules/directory/server.ts';
import { unusualOpenings } from '#modules/people/index.ts';
import { busyDaysIn, openingsIn } from '#modules/people/server.ts';
import { referencesOf } from '#modules/wishes/server.ts';
import { auditedCentre } from '../../office.server.ts';
import { subjectWith } from '../describe.server.ts';
import { actorWords, fieldWords } from '../words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await auditedCentre(context, params.centre);
	const viewer = url.searchParams.get('viewer') ?? undefined;
	const after = url.searchParams.get('after') ?? undefined;
	const viewerId = isId(viewer) ? viewer : undefined;
	const { value: most } = await standingOf(context.db, id, unusualOpenings, shanghaiDate(context.clock()));
	const { openings, next } = await openingsIn(context, id, { viewerId, after: isId(after) ? after : undefined });
	const references = await referencesOf(
		context.db,
		id,
		openings.map(({ subject }) => subject.id)
	);
	return {
		most,
		busyDays: await busyDaysIn(context, id, most),
		/** Named by what they opened here: an account of another centre has no name here. */
		viewer: viewerId === undefined ? null : (openings[0]?.viewer ?? '这个账号'),
		openings: openings.map(({ subject, fields, as, thatDay, ...opening }) => ({
			...opening,
			fields: fields.map((field) => fieldWords[field] ?? field).join('、'),
			as: actorWords[as] ?? as,
			isUnusual: thatDay > most,
			thatDay,
			...subjectWith(subject, references, `/desk/${params.centre}`)
		})),
		older: next && `?${new URLSearchParams({ ...(viewerId ? { viewer: viewerId } : {}), after: next })}`
	};
};
