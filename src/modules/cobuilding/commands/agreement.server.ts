import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBeClaimer, mustBePlace } from '#modules/directory/server.ts';
import { DraftAgreement } from '../forms.ts';
import type { CoRole } from '../lifecycle.ts';
import { mayDraft } from '../policy.ts';
import { agreementColumns, writeAgreement, writeAgreementParts } from './agreement-parts.server.ts';
import { requireOrder, requirePast, wrong } from './checks.server.ts';
import { mustBeAllowed } from './entering.server.ts';
import type { Locked } from './lock.server.ts';
import { noteProgress, reachMilestone } from './parts.server.ts';
import { tellRepresentatives } from './tell.server.ts';
import { commandsOf, follow, type Outcome } from './transition.server.ts';

/** The draft of an agreement that comes from no suggestion. Errors: Refused; Invalid; Missing. */
export const draftAgreement = command(
	'cobuilding.draftAgreement',
	z.object({ ...DraftAgreement.shape, centreId: z.uuid() }),
	async (work, { centreId, ...input }) => {
		mustBeAllowed(mayDraft, work.actor, centreId);
		requireOrder(input);
		await mustBeClaimer(work.db, centreId, { kind: 'organisation', id: input.organisationId });
		await mustBePlace(work.db, centreId, { communityId: input.communityId });
		await requireProject(work, centreId, input.projectId);
		return writeAgreement(work, centreId, input);
	}
);

async function requireProject(work: Work, centreId: string, projectId: string | undefined): Promise<void> {
	if (projectId === undefined) return;
	const found = await work.db
		.selectFrom('cobuilding.project')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('id', '=', projectId)
		.executeTakeFirst();
	if (!found) throw new Missing('没有这个项目。');
}

const unsigned = {
	organisation_signed_at: null,
	organisation_signed_by: null,
	organisation_signed_way: null,
	community_signed_at: null,
	community_signed_by: null,
	community_signed_way: null
};

export const agreementCommands = commandsOf('agreement', {
	change: async (work, { centreId, id }, input) => {
		requireOrder(input);
		await writeAgreementParts(work, centreId, id, input);
		return { set: agreementColumns(input) };
	},
	offer: async (work, row, { note }, roles) => {
		if (!roles.includes('representative'))
			await tellRepresentatives(work, row, '有一份共建协议等您确认签字，请登录后在“我的”里办理。');
		return { note };
	},
	sign: async (work, row, { side, way }, roles) => sign(work, row, side, way, roles),
	decline: async (_work, _row, { reason }) => ({ set: unsigned, note: reason }),
	give: async (work, row, { position, doneOn }) => {
		requirePast(work, 'doneOn', doneOn);
		const { numUpdatedRows } = await work.db
			.updateTable('cobuilding.agreement_item')
			.set({ given_on: doneOn })
			.where('centre_id', '=', row.centreId)
			.where('agreement_id', '=', row.id)
			.where('position', '=', position)
			.where('given_on', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw wrong('position', '没有这一项，或者它已经兑现了');
		return { data: { position, doneOn } };
	},
	milestone: async (work, row, { position, doneOn }) => {
		await reachMilestone(work, row, position, doneOn);
		return { data: { position, doneOn } };
	},
	report: async (work, row, { note }) => {
		await noteProgress(work, row, note);
		return {};
	},
	fulfil: async (work, row, { demandMet, note }) => {
		const demandId = await demandOf(work, row);
		if (demandMet && demandId !== null) await follow(work, 'demand', row.centreId, demandId, 'meet');
		return { set: { ended_on: shanghaiDate(work.clock()) }, data: { demandMet }, note };
	},
	end: async (work, row, { reason }) => {
		const demandId = row.subject.state === 'agreed' ? await demandOf(work, row) : null;
		if (demandId !== null) await follow(work, 'demand', row.centreId, demandId, 'reopen');
		return { set: { ended_on: shanghaiDate(work.clock()) }, note: reason };
	}
});

/**
 * The representative signs for the organisation, a clerk or the leader for the community; a clerk may write down that the
 * organisation has signed on paper. Errors: Refused for the other side; Conflict for a second time.
 */
async function sign(
	work: Work,
	row: Locked,
	side: 'organisation' | 'community',
	way: 'account' | 'paper',
	roles: readonly CoRole[]
): Promise<Outcome> {
	const as = signerOf(side, way, roles);
	if (!as) throw new Refused(side === 'organisation' ? BY_ORGANISATION : BY_COMMUNITY);
	const before = await work.db
		.selectFrom('cobuilding.agreement')
		.select(['organisation_signed_at', 'community_signed_at'])
		.where('centre_id', '=', row.centreId)
		.where('id', '=', row.id)
		.executeTakeFirstOrThrow();
	const other = side === 'organisation' ? before.community_signed_at : before.organisation_signed_at;
	if ((side === 'organisation' ? before.organisation_signed_at : before.community_signed_at) !== null)
		throw new Conflict('这一方已经签过字了，请刷新页面看最新情况。');
	const agreed = other !== null;
	const demandId = agreed ? await demandOf(work, row) : null;
	if (demandId !== null) await follow(work, 'demand', row.centreId, demandId, 'match');
	return {
		to: agreed ? 'agreed' : 'offered',
		set: {
			[`${side}_signed_at`]: work.clock(),
			[`${side}_signed_by`]: accountOf(work.actor),
			[`${side}_signed_way`]: way
		},
		data: { side, way },
		as
	};
}

const BY_ORGANISATION = '单位一方由它的代表登录后签字；代表在纸上签了，由工作人员记录。';
const BY_COMMUNITY = '社区一方由工作人员或中心负责人签字。';

function signerOf(side: string, way: string, roles: readonly CoRole[]): CoRole | undefined {
	if (side === 'community') return roles.find((role) => role === 'leader' || role === 'clerk');
	if (way === 'paper') return roles.find((role) => role === 'clerk');
	return roles.find((role) => role === 'representative');
}

async function demandOf(work: Work, { centreId, id }: Locked): Promise<string | null> {
	const { demand_id: demandId } = await work.db
		.selectFrom('cobuilding.agreement')
		.select('demand_id')
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return demandId;
}
