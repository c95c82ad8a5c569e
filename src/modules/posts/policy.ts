import { grantsOf, holds, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { isStaff, mayManage } from '#modules/directory/index.ts';
import { postLifecycle, type PostAction, type PostRole, type PostState, type ShiftRole } from './lifecycle.ts';

/** Whose post it is: an organisation's, or (null) the centre's own. */
export interface Organised {
	centreId: string;
	organisationId: string | null;
}

export const isMember = (actor: Actor, centreId: string, memberId: string): boolean =>
	grantsOf(actor, centreId, 'member').some(({ scopeId }) => scopeId === memberId);

export const represents = (actor: Actor, centreId: string, organisationId: string | null): boolean =>
	organisationId !== null &&
	grantsOf(actor, centreId, 'organisationRepresentative').some(({ scopeId }) => scopeId === organisationId);

/** What the actor is to a post. Nobody gets a role from another centre. */
export function rolesOnPost(actor: Actor, { centreId, organisationId }: Organised): PostRole[] {
	if (actor.kind === 'system') return ['system'];
	const roles: [PostRole, boolean][] = [
		['organiser', represents(actor, centreId, organisationId)],
		['clerk', holds(actor, centreId, 'clerk')],
		['leader', holds(actor, centreId, 'leader')]
	];
	return roles.filter(([, held]) => held).map(([role]) => role);
}

/** Whoever makes and changes the post, its shifts and who is in them. */
export const mayOrganise = (actor: Actor, post: Organised): boolean => rolesOnPost(actor, post).length > 0;

/** The buttons on a post. */
export const actionsOnPost = (actor: Actor, post: Organised & { state: PostState }): PostAction[] =>
	actionsFor(postLifecycle, post.state, rolesOnPost(actor, post));

/** What the actor is to a shift when it is about this member. */
export const rolesOnShift = (
	actor: Actor,
	post: Organised,
	about: { memberId?: string | undefined; rosterOf?: string | null | undefined } = {}
): ShiftRole[] => [
	...(about.memberId !== undefined && isMember(actor, post.centreId, about.memberId) ? (['member'] as const) : []),
	...rolesOnPost(actor, post),
	...(represents(actor, post.centreId, about.rosterOf ?? null) ? (['representative'] as const) : [])
];

/** The desk's pages of posts and who is in their shifts. */
export const maySeePosts = (actor: Actor, centreId: string): boolean =>
	isStaff(actor, centreId) || mayManage(actor, centreId);

/** Makes posts for the centre itself. */
export const mayOrganiseForCentre = (actor: Actor, centreId: string): boolean =>
	mayOrganise(actor, { centreId, organisationId: null });
