import { grantsOf, holds, type Actor } from '#kernel/actor.ts';
import { mayKeep } from '#modules/directory/index.ts';
import type { RecordRole } from './lifecycle.ts';

/** Whose record it is. */
export interface Served {
	kind: 'member' | 'organisation';
	id: string;
}

/** Whoever keeps the centre's roster, and who leads it, sees every record. */
export const maySeeRecords = (actor: Actor, centreId: string): boolean =>
	mayKeep(actor, centreId) || holds(actor, centreId, 'leader');

/** Writes remarks, issues proofs, sends reports. */
export const mayWriteRecords = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk');

/** Says what deserves recognition, and what level a year had. */
export const mayDecideRecords = (actor: Actor, centreId: string): boolean =>
	mayWriteRecords(actor, centreId) || holds(actor, centreId, 'leader');

export const isMember = (actor: Actor, centreId: string, memberId: string): boolean =>
	grantsOf(actor, centreId, 'member').some(({ scopeId }) => scopeId === memberId);

export const isRepresentative = (actor: Actor, centreId: string, organisationId: string | null): boolean =>
	grantsOf(actor, centreId, 'organisationRepresentative').some(({ scopeId }) => scopeId === organisationId);

/** The members somebody is in a centre, and the organisations they speak for. */
export const ownIn = (actor: Actor, centreId: string): { members: string[]; organisations: string[] } => ({
	members: grantsOf(actor, centreId, 'member').map(({ scopeId }) => scopeId),
	organisations: grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId)
});

/** A record is seen by whose it is, and by those who work with it. */
export const maySeeRecord = (actor: Actor, centreId: string, { kind, id }: Served): boolean =>
	maySeeRecords(actor, centreId) ||
	(kind === 'member' ? isMember(actor, centreId, id) : isRepresentative(actor, centreId, id));

/** What the actor is to something about a member and their unit. Nobody gets a role from another centre. */
export function rolesOn(
	actor: Actor,
	about: { centreId: string; memberId?: string | null; organisationId?: string | null }
): RecordRole[] {
	if (actor.kind === 'system') return ['system'];
	const { centreId, memberId = null, organisationId = null } = about;
	const held: [RecordRole, boolean][] = [
		['member', memberId !== null && isMember(actor, centreId, memberId)],
		['representative', organisationId !== null && isRepresentative(actor, centreId, organisationId)],
		['clerk', holds(actor, centreId, 'clerk')],
		['leader', holds(actor, centreId, 'leader')]
	];
	return held.filter(([, has]) => has).map(([role]) => role);
}
