import { accountOf, grantsOf, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { mayKeep } from '#modules/directory/index.ts';
import {
	memberCheckInLifecycle,
	organisationCheckInLifecycle,
	type MemberAction,
	type MemberRole,
	type MemberState,
	type OrganisationAction,
	type OrganisationRole,
	type OrganisationState
} from './lifecycle.ts';

/** As much of a check-in of an organisation as is needed to decide who may do what. */
export interface OrganisationSubject {
	centreId: string;
	state: OrganisationState;
	/** None until an organisation that was not known is accepted. */
	organisationId: string | null;
	/** The account that sent it, which may know of it even before it represents anybody. */
	submittedBy: string | null;
}

export interface MemberSubject {
	centreId: string;
	state: MemberState;
	memberId: string;
	/** The account of the person who is the member, if they have one. */
	memberAccountId: string | null;
	byOrganisationId: string | null;
}

/** The clerks' desk of check-ins, and the names on it. */
export const mayHandleCheckIns = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'account' && mayKeep(actor, centreId);

export const represents = (actor: Actor, centreId: string, organisationId: string): boolean =>
	grantsOf(actor, centreId, 'organisationRepresentative').some(({ scopeId }) => scopeId === organisationId);

export function organisationRoles(actor: Actor, checkIn: OrganisationSubject): OrganisationRole[] {
	if (actor.kind === 'system') return ['system'];
	const { centreId, organisationId, submittedBy } = checkIn;
	const isTheirs =
		(organisationId !== null && represents(actor, centreId, organisationId)) ||
		(submittedBy !== null && submittedBy === accountOf(actor) && !mayHandleCheckIns(actor, centreId));
	const roles: [OrganisationRole, boolean][] = [
		['organisation', isTheirs],
		['clerk', mayHandleCheckIns(actor, centreId)]
	];
	return roles.filter(([, held]) => held).map(([role]) => role);
}

export function memberRoles(actor: Actor, checkIn: MemberSubject): MemberRole[] {
	if (actor.kind === 'system') return ['system'];
	const { centreId, memberId, memberAccountId, byOrganisationId } = checkIn;
	const isMember =
		(memberAccountId !== null && memberAccountId === accountOf(actor)) ||
		grantsOf(actor, centreId, 'member').some(({ scopeId }) => scopeId === memberId);
	const roles: [MemberRole, boolean][] = [
		['member', isMember],
		['organisation', byOrganisationId !== null && represents(actor, centreId, byOrganisationId)],
		['clerk', mayHandleCheckIns(actor, centreId)]
	];
	return roles.filter(([, held]) => held).map(([role]) => role);
}

/** The buttons a person sees. */
export const organisationActionsOn = (actor: Actor, checkIn: OrganisationSubject): OrganisationAction[] =>
	actionsFor(organisationCheckInLifecycle, checkIn.state, organisationRoles(actor, checkIn));
export const memberActionsOn = (actor: Actor, checkIn: MemberSubject): MemberAction[] =>
	actionsFor(memberCheckInLifecycle, checkIn.state, memberRoles(actor, checkIn));
