import { grantsOf, type Actor } from '#kernel/actor.ts';
import { isStaff, mayManage } from '#modules/directory/index.ts';
import { mayOrganise } from '#modules/posts/index.ts';

/** As much of a shift as decides who runs it. */
export interface AttendedShift {
	centreId: string;
	organisationId: string | null;
}

/** The role in which somebody keeps the attendance of a shift; none when it is not theirs. */
export function organiserRoleOf(actor: Actor, shift: AttendedShift): string | undefined {
	if (!mayOrganise(actor, shift)) return undefined;
	if (actor.kind === 'system') return 'system';
	const roles = ['clerk', 'leader', 'organisationRepresentative'];
	return roles.find((role) => grantsOf(actor, shift.centreId, role).length > 0);
}

/** The member somebody is in a centre. */
export const memberOf = (actor: Actor, centreId: string): string | undefined =>
	grantsOf(actor, centreId, 'member')[0]?.scopeId;

/** A member by their role, or by the person the account is: nobody attests their own hours. */
export const isThemself = (
	actor: Actor,
	centreId: string,
	member: { memberId: string; personId: string },
	ownPersonId: string | undefined
): boolean =>
	grantsOf(actor, centreId, 'member').some(({ scopeId }) => scopeId === member.memberId) ||
	member.personId === ownPersonId;

/** The organisations whose shifts somebody runs as their representative. */
export const representedBy = (actor: Actor, centreId: string): string[] =>
	grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId);

/** Runs the attendance of the centre's own shifts, and so of all of them. */
export const mayKeepAttendance = (actor: Actor, centreId: string): boolean =>
	mayOrganise(actor, { centreId, organisationId: null });

/** Names of members: those who keep the roster see them; to a representative the alias says enough. */
export const maySeeNames = (actor: Actor, centreId: string): boolean =>
	isStaff(actor, centreId) || mayManage(actor, centreId);

/** Attested hours: of themself, of the organisation on whose roster they came, and for staff all. */
export const maySeeHours = (
	actor: Actor,
	centreId: string,
	of: { memberId?: string | undefined; organisationId?: string | undefined }
): boolean =>
	isStaff(actor, centreId) ||
	mayManage(actor, centreId) ||
	(of.organisationId !== undefined && representedBy(actor, centreId).includes(of.organisationId)) ||
	(of.memberId !== undefined && grantsOf(actor, centreId, 'member').some(({ scopeId }) => scopeId === of.memberId));
