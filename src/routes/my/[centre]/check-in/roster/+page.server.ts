import { error, redirect } from '@sveltejs/kit';
import { grantsOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { memberCheckInLifecycle, ReportRoster, spoken, stateTones } from '#modules/checkins/index.ts';
import { reportedBy, reportRoster } from '#modules/checkins/server.ts';
import { memberKinds } from '#modules/directory/index.ts';
import { communitiesOf, organisationsOf } from '#modules/directory/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const own = await representedBy(context, id);
	const lines = (await Promise.all(own.map((one) => reportedBy(context, id, one.value)))).flat();
	return {
		submissionKey: newSubmissionKey(),
		organisations: own,
		communities: (await communitiesOf(context.db, id)).map((one) => ({ value: one.id, label: one.name })),
		kinds: Object.entries(memberKinds).map(([value, label]) => ({ value, label })),
		lines: lines.map((line) => ({
			id: line.id,
			name: line.name,
			reference: spoken(line.reference),
			community: line.communityName,
			state: { label: memberCheckInLifecycle.states[line.state].label, tone: stateTones[line.state] ?? 'neutral' }
		})),
		outcome: url.searchParams.has('reported')
			? { reported: Number(url.searchParams.get('reported')) || 0, known: Number(url.searchParams.get('known')) || 0 }
			: null
	};
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id: centreId } = await myCentre(context, params.centre);
		await representedBy(context, centreId);
		const form = await readForm(await formOf(request), ReportRoster);
		if (!form.ok) return malformed(form);
		const { organisationId, communityId, kind, people } = form.data;
		const done = await reportRoster(context, { ...form.data, centreId }, form.submissionKey).catch((thrown: unknown) =>
			refusedForm(thrown, { organisationId, communityId, kind, people })
		);
		if (!('reported' in done)) return done;
		redirect(303, `?${new URLSearchParams({ reported: String(done.reported), known: String(done.known) })}`);
	}
};

/** The organisations one speaks for. Answers 404 to whoever speaks for none. */
async function representedBy({ db, actor }: Context, centreId: string) {
	const ids = grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId);
	if (ids.length === 0) error(404, '没有这个页面。');
	return (await organisationsOf(db, centreId))
		.filter(({ id, active }) => active && ids.includes(id))
		.map(({ id, name }) => ({ value: id, label: name }));
}
