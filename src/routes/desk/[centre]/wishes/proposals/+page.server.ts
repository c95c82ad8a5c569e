import { redirect } from '@sveltejs/kit';
import { holds } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { DecideProposal } from '#modules/wishes/index.ts';
import { keepClaim, proposalsIn, releaseProposed } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await deskOf(context, params.centre);
	const proposals = await proposalsIn(context, id).catch(refusedPage);
	return {
		proposals: proposals.map((proposal) => ({ ...proposal, submissionKey: newSubmissionKey() })),
		mayDecide: holds(context.actor, id, 'clerk'),
		done: url.searchParams.get('done')
	};
};

const Typed = DecideProposal.omit({ centreId: true });
interface Asked {
	params: { centre: string };
	request: Request;
	locals: { context: Context };
}

const decide =
	(command: typeof keepClaim, done: 'released' | 'kept') =>
	async ({ params, request, locals: { context } }: Asked) => {
		const { id: centreId } = await deskOf(context, params.centre);
		const form = await readForm(request, Typed);
		if (!form.ok) return malformed(form);
		const refused = await command(context, { ...form.data, centreId }, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		return refused ?? redirect(303, `/desk/${params.centre}/wishes/proposals?done=${done}`);
	};

export const actions: Actions = {
	free: decide(releaseProposed, 'released'),
	keep: decide(keepClaim, 'kept')
};
