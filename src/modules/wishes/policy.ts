import { accountOf, grantsOf, holds, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { collectors, type Collector } from './intake.ts';
import {
	activeStates,
	endedStates,
	isIn,
	wishLifecycle,
	type WishAction,
	type WishRole,
	type WishState
} from './lifecycle.ts';
import type { Claimer, WishKind } from './wish.ts';

/** As much of a wish as is needed to decide who may do what. */
export interface WishSubject {
	centreId: string;
	kind: WishKind;
	state: WishState;
	/** The grid of the home it is about; none while nobody said which. */
	gridId: string | null;
	/** The account of the person whose wish it is, if they have one. */
	beneficiaryAccountId: string | null;
	/** Who holds a place now. */
	claimers: readonly Claimer[];
	onWall: boolean;
}

/** What the actor is to this wish. Nobody gets a role from another centre. */
export function rolesOn(actor: Actor, wish: WishSubject): WishRole[] {
	if (actor.kind === 'system') return ['system'];
	const own = claimersOf(actor, wish.centreId);
	const roles: [WishRole, boolean][] = [
		['beneficiary', wish.beneficiaryAccountId !== null && accountOf(actor) === wish.beneficiaryAccountId],
		['candidate', own.length > 0],
		['claimer', own.some((claimer) => isAmong(wish.claimers, claimer))],
		['clerk', holds(actor, wish.centreId, 'clerk')],
		['gridWorker', holds(actor, wish.centreId, 'gridWorker')],
		['leader', holds(actor, wish.centreId, 'leader')]
	];
	return roles.filter(([, held]) => held).map(([role]) => role);
}

/** As whom an actor can claim in a centre: themself as a member, and the organisations they represent. */
export const claimersOf = (actor: Actor, centreId: string): Claimer[] => [
	...grantsOf(actor, centreId, 'member').map(({ scopeId }): Claimer => ({ kind: 'member', id: scopeId })),
	...grantsOf(actor, centreId, 'organisationRepresentative').map(({ scopeId }): Claimer => ({
		kind: 'organisation',
		id: scopeId
	}))
];

export const isAmong = (claimers: readonly Claimer[], one: Claimer): boolean =>
	claimers.some(({ kind, id }) => kind === one.kind && id === one.id);

/** The buttons a person sees: what the table offers their roles, less what makes no sense for them. */
export const actionsOn = (actor: Actor, wish: WishSubject): WishAction[] =>
	actionsFor(wishLifecycle, wish.state, rolesOn(actor, wish)).filter(
		(action) => (action !== 'claim' || mayStillClaim(actor, wish)) && isFor(action, wish.kind)
	);

/** A budget of several items and milestones are a project's. */
export const isFor = (action: WishAction, kind: WishKind): boolean => kind === 'project' || !PROJECTS.has(action);
const PROJECTS: ReadonlySet<WishAction> = new Set(['budget', 'share', 'milestone']);

/** Everybody the actor can claim for holds a place already: then claiming again is no button. */
const mayStillClaim = (actor: Actor, wish: WishSubject): boolean =>
	holds(actor, wish.centreId, 'clerk') ||
	claimersOf(actor, wish.centreId).some((claimer) => !isAmong(wish.claimers, claimer));

/** Whoever is at the desk sees every wish of the centre. */
export const maySeeAll = (actor: Actor, centreId: string): boolean =>
	actor.kind === 'system' || holds(actor, centreId, 'clerk', 'gridWorker', 'leader', 'administrator', 'auditor');

/** The words it was told in may hold a name or a number: for the staff who act on it. The person's own words are theirs anyway. */
export const mayReadTold = (actor: Actor, centreId: string): boolean => holds(actor, centreId, 'clerk', 'gridWorker');

/** Takes a wish down for somebody else. */
export const mayCollect = (actor: Actor, centreId: string): boolean => holds(actor, centreId, ...collectors);

/** The role in which somebody takes a wish down. */
export const collectorRoleOf = (actor: Actor, centreId: string): Collector | undefined =>
	collectors.find((role) => holds(actor, centreId, role));

/** What the person showed with their wish is theirs and the staff's until it is cleared: claimers see what is public. */
export const maySeeTold = (actor: Actor, wish: WishSubject): boolean =>
	maySeeAll(actor, wish.centreId) || rolesOn(actor, wish).includes('beneficiary');

/** The page of one wish at work: staff, its person, its claimers, and, once it is on the wall, who could become one. */
export const mayWorkOn = (actor: Actor, wish: WishSubject): boolean =>
	maySeeAll(actor, wish.centreId) ||
	rolesOn(actor, wish).some(
		(role) => role === 'beneficiary' || role === 'claimer' || (role === 'candidate' && wish.onWall)
	);

/**
 * Name, phone and address: staff who act on the wish, and accepted claimers while they are at work. Each opening is recorded.
 * The person themself needs no opening.
 */
export function mayOpenContact(actor: Actor, wish: WishSubject): WishRole | undefined {
	const roles = rolesOn(actor, wish);
	if (roles.includes('clerk')) return 'clerk';
	if (roles.includes('gridWorker') && isInGridOf(actor, wish)) return 'gridWorker';
	if (roles.includes('claimer') && isIn(activeStates, wish.state)) return 'claimer';
	return undefined;
}

/** A grid worker goes to the homes of their own grid until the matter ends; to a home that is in no grid yet, only to verify. */
const isInGridOf = (actor: Actor, wish: WishSubject): boolean =>
	wish.gridId === null
		? isIn(['collected', 'verifying'], wish.state)
		: !isIn(endedStates, wish.state) &&
			grantsOf(actor, wish.centreId, 'gridWorker').some(({ scopeId }) => scopeId === wish.gridId);

/** Pictures that are not public: whoever works on the wish and not merely could. */
export const maySeePictures = (actor: Actor, wish: WishSubject): boolean =>
	maySeeAll(actor, wish.centreId) || rolesOn(actor, wish).some((role) => role === 'beneficiary' || role === 'claimer');

/** Clears words of thanks, and shows them. */
export const mayShowThanks = (actor: Actor, centreId: string): boolean => holds(actor, centreId, 'clerk');

/** Receipts and papers of a wish: staff and whoever holds a place on it. */
export const maySeeDocuments = (actor: Actor, wish: WishSubject): boolean =>
	maySeeAll(actor, wish.centreId) || rolesOn(actor, wish).includes('claimer');

export const mayExportLedger = (actor: Actor, centreId: string): boolean => maySeeAll(actor, centreId);
