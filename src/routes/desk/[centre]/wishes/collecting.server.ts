import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { grantsOf, type Actor } from '#kernel/actor.ts';
import { Refused } from '#kernel/errors.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { communitiesOf, gridsOf } from '#modules/directory/server.ts';
import { channelOf, collectorRoleOf, CollectWish, mayCollect, type Collector } from '#modules/wishes/index.ts';
import { categoriesOf, collectWish, housesIn } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage, type RefusedForm } from '#src/routes/known-errors.server.ts';
import { keepUploads, typedIn } from '#src/routes/uploads.server.ts';
import { deskOf } from '../desk.server.ts';

type Visit = Pick<RequestEvent, 'locals' | 'request'> & { params: { centre: string } };

/** What a form that takes a wish down offers to choose from, and what is known before anything is typed. */
export async function loadCollecting({ params, locals: { context } }: Omit<Visit, 'request'>) {
	const { id } = await deskOf(context, params.centre);
	const as = collectorRoleOf(context.actor, id);
	if (!as) refusedPage(new Refused('只有中心的工作人员、网格员、社工和楼栋长可以代为登记心愿。'));
	const [categories, communities, grids, houses] = await Promise.all([
		categoriesOf(context.db, id),
		communitiesOf(context.db, id),
		gridsOf(context.db, id),
		housesIn(context.db, id)
	]);
	return {
		centreId: id,
		submissionKey: newSubmissionKey(),
		offer: { categories, communities, grids, houses },
		preset: presetOf(context.actor, id, as, grids)
	};
}

/** Whoever answers for one grid is there: the channel and the place need not be chosen. */
function presetOf(
	actor: Actor,
	centreId: string,
	as: Collector,
	grids: readonly { id: string; communityId: string }[]
): Record<string, string> {
	const channel = channelOf[as];
	const scopes = grantsOf(actor, centreId, as).map(({ scopeId }) => scopeId);
	const grid = grids.find(({ id }) => scopes.includes(id));
	return { ...(channel && { channel }), ...(grid && { gridId: grid.id, communityId: grid.communityId }) };
}

/** The answer to such a form: the receipt, or with `next` the form again for the next one; or the form with what was typed. */
export async function takeDown({ params, request, locals: { context } }: Visit, page: string) {
	const { id } = await deskOf(context, params.centre);
	const fields = await formOf(request);
	const unfit = mayCollect(context.actor, id) ? await keepUploads(context, id, fields) : [];
	if (unfit.length > 0) return fail(422, { values: typedIn(fields), issues: unfit, message: '' } satisfies RefusedForm);
	const form = await readForm(fields, CollectWish);
	if (!form.ok) return malformed({ ...form, values: { ...typedIn(fields), ...form.values } });
	const collected = await collectWish(context, { ...form.data, centreId: id }, form.submissionKey).catch(
		(thrown: unknown) => refusedForm(thrown, typedIn(fields))
	);
	if (!('reference' in collected)) return collected;
	if (!fields.has('next')) redirect(303, `/desk/${params.centre}/wishes/${collected.id}/receipt`);
	const { channel, communityId, gridId } = form.data;
	const kept = Object.entries({ channel, communityId, gridId }).filter(([, value]) => value !== undefined);
	redirect(303, `${page}?${new URLSearchParams([['saved', collected.id], ...(kept as [string, string][])])}`);
}

/** Who takes one wish after the other begins with the channel and the place of the last. */
export const keptIn = (search: URLSearchParams): Record<string, string> =>
	Object.fromEntries(
		['channel', 'communityId', 'gridId'].flatMap((name) => {
			const value = search.get(name);
			return value ? [[name, value]] : [];
		})
	);
