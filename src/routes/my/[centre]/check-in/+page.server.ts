import { grantsOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { memberCheckInLifecycle, organisationCheckInLifecycle, spoken, stateTones } from '#modules/checkins/index.ts';
import { ownCheckIns } from '#modules/checkins/server.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { PageServerLoad } from './$types';

/** What somebody has reported in this centre: themself, and the organisations they speak for. */
export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await myCentre(context, params.centre);
	const { member, organisation } = await ownCheckIns(context, id);
	return {
		member: member.map((line) => ({
			id: line.id,
			title: line.communityName,
			about: `${line.name} · ${line.reportedOn} 报到 · 编号 ${spoken(line.reference)}`,
			state: { label: memberCheckInLifecycle.states[line.state].label, tone: stateTones[line.state] ?? 'neutral' },
			mayConfirm: line.state === 'active',
			deadline: line.state === 'active' ? line.deadline : null
		})),
		organisation: organisation.map((line) => ({
			id: line.id,
			title: line.name,
			about: `向${line.communityName ?? '街道'} · ${line.submittedOn} 报到 · 编号 ${spoken(line.reference)}`,
			state: {
				label: organisationCheckInLifecycle.states[line.state].label,
				tone: stateTones[line.state] ?? 'neutral'
			},
			mayConfirm: line.state === 'active',
			deadline: line.state === 'active' ? line.deadline : null
		})),
		represents: await representedBy(context, id)
	};
};

/** The organisations one speaks for. */
async function representedBy({ db, actor }: Context, centreId: string) {
	const ids = grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId);
	return [...(await claimerLabels(db, centreId, ids))].map(([id, name]) => ({ id, name }));
}
