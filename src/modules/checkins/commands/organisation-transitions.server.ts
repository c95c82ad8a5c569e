import { z } from 'zod';
import { accountOf, system } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { organisationKinds, type OrganisationKind } from '#modules/directory/index.ts';
import { addOrganisation, organisationById } from '#modules/directory/server.ts';
import {
	organisationCheckInLifecycle,
	type OrganisationAction,
	type OrganisationRole,
	type OrganisationState
} from '../lifecycle.ts';
import { organisationRoles } from '../policy.ts';
import { organisationTransitions } from '../transitions.ts';
import { clockOf, endClock, startClocks } from './clocks.server.ts';
import { factOf, type Outcome } from './fact-of.ts';
import { grantRepresentative } from './grant.server.ts';
import { lockOrganisation, NO_CHECK_IN, type LockedOrganisation } from './lock.server.ts';

type Input<A extends OrganisationAction> = z.output<(typeof organisationTransitions)[A]['schema']>;

export interface OrganisationDone {
	state: OrganisationState;
}

/** What each action writes besides the state. */
const acts: {
	[A in OrganisationAction]: (work: Work, checkIn: LockedOrganisation, input: Input<A>) => Promise<Outcome>;
} = {
	accept: async (work, checkIn, { organisationId, note }) => {
		const { centreId } = checkIn.subject;
		const accepted = await organisationOf(work, checkIn, organisationId);
		await grantRepresentative(work, { centreId, organisationId: accepted, contactId: checkIn.contactId });
		return {
			set: { organisation_id: accepted, decided_on: today(work), decided_by: accountOf(work.actor) },
			data: { organisationId: accepted },
			note
		};
	},
	decline: (work, _, { reason }) =>
		done({
			set: { ...ended(work, reason), decided_on: today(work), decided_by: accountOf(work.actor) },
			note: reason
		}),
	confirm: (work, _, { note }) => done({ set: { confirmed_on: today(work) }, note }),
	withdraw: (work, _, { reason }) => done({ set: ended(work, reason), note: reason })
};

const done = (outcome: Outcome) => Promise.resolve(outcome);
const today = (work: Work) => shanghaiDate(work.clock());
const ended = (work: Work, reason: string) => ({ ended_on: today(work), reason_sealed: seal(reason) });

const Place = { centreId: z.uuid(), checkInId: z.uuid('没有这份报到。') };

/**
 * Load for update → authorise → transition → write → record. Errors: Invalid; Missing for whoever may not know of it; Refused;
 * Conflict when the state does not know the action, or the organisation it is has an open check-in there already.
 */
export const actOnOrganisation = <A extends OrganisationAction>(
	action: A,
	context: Context,
	input: { centreId: string; checkInId: string } & Record<string, unknown>,
	submissionKey?: string
): Promise<OrganisationDone> => {
	const schema = z.object({ ...organisationTransitions[action].schema.shape, ...Place });
	const run = command(`checkIns.organisation.${action}`, schema, async (work, typed) => {
		const checkIn = await lockOrganisation(work.db, typed.centreId, typed.checkInId);
		const roles = organisationRoles(work.actor, checkIn.subject);
		if (roles.length === 0) throw new Missing(NO_CHECK_IN);
		const { to, by } = step(organisationCheckInLifecycle, checkIn.subject.state, action, roles);
		const outcome = await acts[action](work, checkIn, typed as Input<A>);
		const state = to[0] as OrganisationState;
		await write(work, checkIn, state, outcome);
		const as = by.find((role: OrganisationRole) => roles.includes(role)) ?? 'clerk';
		await work.record({
			centreId: typed.centreId,
			subject: { kind: 'organisationCheckIn', id: checkIn.id },
			action: factOf[action],
			as,
			channel: as === 'system' ? 'system' : 'online',
			data: { ...outcome.data, from: checkIn.subject.state, to: state },
			note: outcome.note ?? null
		});
		return { state };
	});
	return run(context, input as z.input<typeof schema>, submissionKey);
};

async function write(work: Work, { id, subject }: LockedOrganisation, state: OrganisationState, { set = {} }: Outcome) {
	await work.db
		.updateTable('checkins.organisation_check_in')
		.set({ state, ...set })
		.where('centre_id', '=', subject.centreId)
		.where('id', '=', id)
		.execute();
	const rule = clockOf(state);
	if (rule) await startClocks(work, { centreId: subject.centreId, of: 'organisation', ids: [id], rule });
	else await endClock(work, subject.centreId, 'organisation', id);
}

/** The organisation it is: the one it named, the one the clerk chose, or a new one of the directory. */
async function organisationOf(work: Work, checkIn: LockedOrganisation, chosen: string | null): Promise<string> {
	const { subject, proposedName, communityId, kind } = checkIn;
	if (subject.organisationId !== null) return subject.organisationId;
	if (chosen === null) {
		const adder = { ...work, actor: work.actor.kind === 'system' ? work.actor : system('checkIns') };
		const known = isKind(kind) ? kind : 'newSector';
		return addOrganisation(adder, { centreId: subject.centreId, name: proposedName ?? '', kind: known });
	}
	const { id, name } = await organisationById(work.db, subject.centreId, chosen);
	const open = await work.db
		.selectFrom('checkins.organisation_check_in')
		.select('reference')
		.where('centre_id', '=', subject.centreId)
		.where('organisation_id', '=', id)
		.where('community_id', 'is not distinct from', communityId)
		.where('state', 'in', ['submitted', 'active'])
		.executeTakeFirst();
	if (open) throw new Conflict(`“${name}”在这里已经报到了，编号 ${open.reference}。这一份请“不予接收”，写明重复。`);
	return id;
}

const isKind = (text: string): text is OrganisationKind => Object.hasOwn(organisationKinds, text);
