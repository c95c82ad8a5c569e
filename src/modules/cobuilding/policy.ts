import { accountOf, grantsOf, holds, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import type { CoRole } from './lifecycle.ts';
import { nouns, type CoKind } from './nouns.ts';

/** As much of an entry as is needed to decide who may do what. */
export interface CoSubject {
	centreId: string;
	kind: CoKind;
	state: string;
	/** Whose resource or agreement it is, or who leads the project. */
	organisationId: string | null;
	/** The account that entered it. */
	enteredBy: string | null;
}

/** What the actor is to this entry. Nobody gets a role from another centre. */
export function rolesOn(actor: Actor, subject: CoSubject): CoRole[] {
	if (actor.kind === 'system') return ['system'];
	const { centreId, kind, organisationId, enteredBy } = subject;
	const roles: [CoRole, boolean][] = [
		['clerk', holds(actor, centreId, 'clerk')],
		['leader', holds(actor, centreId, 'leader')],
		['enterer', kind === 'demand' && enteredBy === accountOf(actor) && mayEnterDemand(actor, centreId)],
		['representative', organisationId !== null && representedBy(actor, centreId).includes(organisationId)]
	];
	return roles.filter(([, held]) => held).map(([role]) => role);
}

/** The buttons a person sees. */
export const coActionsOn = (actor: Actor, subject: CoSubject): string[] =>
	actionsFor(nouns[subject.kind].lifecycle, subject.state, rolesOn(actor, subject));

/** The organisations somebody may speak for in a centre. */
export const representedBy = (actor: Actor, centreId: string): string[] =>
	grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }) => scopeId);

export const mayRepresent = (actor: Actor, centreId: string): boolean => representedBy(actor, centreId).length > 0;

/** Takes down what a community needs: whoever hears of it. */
export const mayEnterDemand = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk', 'gridWorker', 'socialWorker', 'buildingHead');

/** Clerks keep the other lists; leaders may begin an agreement or a plan too. */
export const mayKeepLists = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk');
export const mayDraft = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk', 'leader');

/** Who adds an entry of a kind at the desk. */
export const mayAdd: Record<CoKind, (actor: Actor, centreId: string) => boolean> = {
	demand: mayEnterDemand,
	resource: mayKeepLists,
	project: mayKeepLists,
	agreement: mayDraft,
	plan: mayDraft
};

/** What a representative adds for the organisation. */
export const mayAddOwn = (kind: CoKind): boolean => kind === 'resource';

/** Everybody at the desk reads the lists; a representative reads what is their organisation's. */
export const maySee = (actor: Actor, subject: CoSubject): boolean =>
	actor.kind === 'system' || mayEnterDesk(actor, subject.centreId) || rolesOn(actor, subject).length > 0;
