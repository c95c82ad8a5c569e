import { holds, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import {
	actionsOn,
	isFor,
	activeStates,
	isIn,
	mayOpenContact,
	mayWorkOn,
	rolesOn,
	wishLifecycle,
	type WishAction,
	type WishKind,
	type WishState,
	type WishSubject
} from '#modules/wishes/index.ts';

/** What comes of asking: done; told to sign in (401); refused (403); told that there is no such thing (404); too late (409). */
export type Outcome = 'yes' | 'signIn' | 'no' | 'hidden' | 'over';

/** Who may, in words that name the policy, and as the policy decides it. */
export interface Rule {
	words: string;
	of(actor: Actor): Outcome;
}

const HERE = 'here';

type May = (actor: Actor, centreId: string) => boolean;

export const everybody: Rule = { words: '所有人', of: () => 'yes' };

export const signedIn: Rule = { words: '登录的人', of: ({ kind }) => (kind === 'guest' ? 'signIn' : 'yes') };

/** What only some may know of. */
export const only = (may: (actor: Actor) => boolean, words: string): Rule => ({
	words,
	of: (actor) => (may(actor) ? 'yes' : 'hidden')
});

/** A page of the desk: a policy decides among those who may enter it, and whoever may not is told `otherwise`. */
export const desk = (may: May = mayEnterDesk, otherwise: 'no' | 'hidden' = 'hidden'): Rule => ({
	words: may === mayEnterDesk ? may.name : `${mayEnterDesk.name}，${may.name}`,
	of: (actor) => {
		if (actor.kind === 'guest') return 'signIn';
		if (!mayEnterDesk(actor, HERE)) return 'hidden';
		return may(actor, HERE) ? 'yes' : otherwise;
	}
});

/** A command that says no to whoever its policy does not name. */
export const ordered = (may: May): Rule => ({
	words: may.name,
	of: (actor) => (may(actor, HERE) ? 'yes' : 'no')
});

/** The state of a wish in which everybody whom the lifecycle gives an action could take it. */
export const stateFor: Record<WishAction, WishState> = {
	verify: 'collected',
	reject: 'verifying',
	merge: 'verifying',
	convert: 'verifying',
	publish: 'verifying',
	approve: 'approving',
	decline: 'approving',
	budget: 'claimed',
	claim: 'published',
	share: 'claimed',
	lead: 'claimed',
	reassign: 'claimed',
	contact: 'claimed',
	assess: 'claimed',
	start: 'claimed',
	report: 'implementing',
	milestone: 'implementing',
	submit: 'implementing',
	accept: 'submitted',
	reopen: 'submitted',
	thank: 'accepted',
	showThanks: 'accepted',
	release: 'claimed',
	close: 'accepted',
	retract: 'published',
	withdraw: 'published'
};

/** Only a project has everything. */
export const kindFor = (action: WishAction | undefined): WishKind =>
	action === undefined || isFor(action, 'wish') ? 'wish' : 'project';

/** A wish of the beneficiary; from the claim on, the claimer holds a place. */
export const wishIn = (state: WishState, kind: WishKind = 'wish'): WishSubject => ({
	centreId: HERE,
	kind,
	state,
	gridId: null,
	beneficiaryAccountId: 'beneficiary',
	claimers: isIn([...activeStates, 'accepted', 'closed'], state) ? [{ kind: 'member', id: 'claimer' }] : [],
	onWall: !isIn(['collected', 'verifying', 'approving', 'rejected', 'withdrawn'], state)
});

/** The page of one wish at work. */
export const workPage = (state: WishState): Rule => ({
	words: 'mayWorkOn',
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : mayWorkOn(actor, wishIn(state)) ? 'yes' : 'hidden')
});

/** The form of an action, and what comes of sending it: whoever finds the wish on the wall is told how they could claim it. */
export const actionForm = (action: WishAction): Rule => {
	const wish = wishIn(stateFor[action], kindFor(action));
	return {
		words: `wishLifecycle：${wishLifecycle.actions[action]}`,
		of: (actor) => {
			if (actor.kind === 'guest') return 'signIn';
			if (!mayWorkOn(actor, wish)) return action === 'claim' && wish.onWall ? 'no' : 'hidden';
			return actionsOn(actor, wish).includes(action) ? 'yes' : 'no';
		}
	};
};

/** The same action by the API: what is on the wall is known to everybody, so it is refused, not hidden. */
export const operation = (action: WishAction): Rule => {
	const wish = wishIn(stateFor[action], kindFor(action));
	return {
		words: `wishLifecycle：${wishLifecycle.actions[action]}`,
		of: (actor) => {
			if (!mayWorkOn(actor, wish) && !wish.onWall) return 'hidden';
			if (actor.kind === 'guest') return 'signIn';
			return actionsFor(wishLifecycle, wish.state, rolesOn(actor, wish)).includes(action) ? 'yes' : 'no';
		}
	};
};

/** Name, phone and address of whose wish it is. */
export const contact = (by: 'form' | 'api', state: WishState = 'claimed'): Rule => {
	const wish = wishIn(state);
	return {
		words: 'mayOpenContact',
		of: (actor) => {
			if (actor.kind === 'guest' && by === 'form') return 'signIn';
			if (mayOpenContact(actor, wish)) return 'yes';
			return mayWorkOn(actor, wish) ? 'no' : 'hidden';
		}
	};
};

/** What only the clerks of the centre decide. */
export const clerks: Rule = { words: '工作人员', of: (actor) => (holds(actor, HERE, 'clerk') ? 'yes' : 'no') };

/** Both must let somebody through; the first that does not answers. */
export const both = (first: Rule, then: Rule): Rule => ({
	words: `${first.words}，${then.words}`,
	of: (actor) => {
		const outcome = first.of(actor);
		return outcome === 'yes' ? then.of(actor) : outcome;
	}
});
