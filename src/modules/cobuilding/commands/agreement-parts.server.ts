import { accountOf } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import type { DraftAgreement } from '../forms.ts';
import type { CoRole } from '../lifecycle.ts';
import { writeMilestones } from './parts.server.ts';

interface Origin {
	demandId?: string;
	resourceId?: string;
	as?: CoRole | undefined;
}

/** Writes a new draft with its parts and tells of it. */
export async function writeAgreement(
	work: Work,
	centreId: string,
	draft: DraftAgreement,
	{ demandId, resourceId, as }: Origin = {}
): Promise<{ id: string; reference: string }> {
	const [id, reference] = [newId(), newReference()];
	await work.db
		.insertInto('cobuilding.agreement')
		.values({
			...{ centre_id: centreId, id, reference, state: 'draft' },
			community_id: draft.communityId,
			organisation_id: draft.organisationId,
			demand_id: demandId ?? null,
			resource_id: resourceId ?? null,
			project_id: draft.projectId ?? null,
			...agreementColumns(draft),
			entered_by: accountOf(work.actor),
			entered_on: shanghaiDate(work.clock())
		})
		.execute();
	await writeAgreementParts(work, centreId, id, draft);
	await work.record({
		centreId,
		subject: { kind: 'agreement', id },
		action: 'agreement.drafted',
		as: as ?? staffRoleOf(work.actor, centreId) ?? 'system',
		channel: 'online',
		data: { organisationId: draft.organisationId, communityId: draft.communityId, demandId, resourceId }
	});
	return { id, reference };
}

type Content = Pick<DraftAgreement, 'title' | 'startsOn' | 'endsOn' | 'terms' | 'items' | 'milestones'>;

export const agreementColumns = ({ title, startsOn, endsOn, terms }: Content) => ({
	title,
	starts_on: startsOn,
	ends_on: endsOn,
	terms: terms ?? null
});

/** The items and milestones anew: as long as it is a draft nothing was given. */
export async function writeAgreementParts(
	work: Work,
	centreId: string,
	id: string,
	{ items, milestones }: Content
): Promise<void> {
	await work.db
		.deleteFrom('cobuilding.agreement_item')
		.where('centre_id', '=', centreId)
		.where('agreement_id', '=', id)
		.execute();
	await work.db
		.insertInto('cobuilding.agreement_item')
		.values(
			items.map(({ giver, what, dueOn }, at) => ({
				...{ centre_id: centreId, agreement_id: id, position: at + 1 },
				...{ giver, what, due_on: dueOn }
			}))
		)
		.execute();
	await writeMilestones(work, { kind: 'agreement', centreId, id }, milestones);
}
