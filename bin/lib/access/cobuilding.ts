import { holds, type Actor } from '#kernel/actor.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import {
	coActionsOn,
	coKinds,
	coRolesOn,
	mayAdd,
	mayRepresent,
	maySee,
	nouns,
	transitionsOf,
	type CoKind,
	type CoSubject
} from '#modules/cobuilding/index.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import { both, desk, everybody, type Rule } from './rules.ts';

const HERE = 'here';

/** The first state in which the table knows the action. */
export const coStateFor = (kind: CoKind, action: string): string => {
	const { states } = nouns[kind].lifecycle;
	return Object.keys(states).find((state) => states[state]?.on[action]) ?? nouns[kind].lifecycle.initial;
};

/** An entry of the organisation that the representative speaks for; a demand that the grid worker entered. */
const subject = (kind: CoKind, state: string): CoSubject => ({
	centreId: HERE,
	kind,
	state,
	organisationId: kind === 'demand' || kind === 'plan' ? null : 'organisation',
	enteredBy: kind === 'demand' ? 'gridWorker' : 'clerk'
});

const signedIn = (words: string, of: (actor: Actor) => 'yes' | 'no' | 'hidden'): Rule => ({
	words,
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : of(actor))
});

const words = (kind: CoKind, action: string) => `${kind}Lifecycle：${nouns[kind].lifecycle.actions[action]}`;

const action = (kind: CoKind, name: string): Rule => {
	const entry = subject(kind, coStateFor(kind, name));
	return signedIn(words(kind, name), (actor) => {
		if (!maySee(actor, entry)) return 'hidden';
		return actionsFor(nouns[kind].lifecycle, entry.state, coRolesOn(actor, entry)).includes(name) ? 'yes' : 'no';
	});
};

const one = (kind: CoKind): Rule =>
	signedIn('maySee', (actor) => (maySee(actor, subject(kind, nouns[kind].first)) ? 'yes' : 'hidden'));

const adding = (kind: CoKind): Rule =>
	signedIn(`mayAdd.${kind}`, (actor) =>
		mayAdd[kind](actor, HERE) || (kind === 'resource' && mayRepresent(actor, HERE)) ? 'yes' : 'no'
	);

const represents = signedIn('mayRepresent', (actor) => (mayRepresent(actor, HERE) ? 'yes' : 'hidden'));
const ownAction = (kind: CoKind, name: string): Rule =>
	both(
		represents,
		signedIn(words(kind, name), (actor) =>
			coActionsOn(actor, subject(kind, coStateFor(kind, name))).includes(name) ? 'yes' : 'no'
		)
	);
const drafts = signedIn('工作人员、领导、单位代表', (actor) =>
	holds(actor, HERE, 'clerk', 'leader') || mayRepresent(actor, HERE) ? 'yes' : 'no'
);
const entersDesk = signedIn(mayEnterDesk.name, (actor) => (mayEnterDesk(actor, HERE) ? 'yes' : 'hidden'));

const at = '/desk/[centre]/cobuilding';
const mine = '/my/[centre]/cobuilding';
const api = '/api/v1/centres/{centre}/cobuilding';

/** `demands/changes`: an action as the variant of an address. */
const variant = (kind: CoKind, name: string) => `${nouns[kind].path}/${transitionsOf(kind)[name]?.path}`;
const each = (ask: string, of: readonly [CoKind, string][], rule: (kind: CoKind, name: string) => Rule) =>
	Object.fromEntries(of.map(([kind, name]) => [`${ask} · ${variant(kind, name)}`, rule(kind, name)]));
const ofKinds = (ask: string, kinds: readonly CoKind[], rule: (kind: CoKind) => Rule) =>
	Object.fromEntries(kinds.map((kind) => [`${ask} · ${nouns[kind].path}`, rule(kind)]));

/** The forms that differ; all others are drawn and answered by the same code, and stand below as operations of the API. */
const forms: readonly [CoKind, string][] = [
	['demand', 'change'],
	['demand', 'withdraw'],
	['project', 'change'],
	['agreement', 'change'],
	['agreement', 'sign'],
	['agreement', 'give'],
	['plan', 'change'],
	['plan', 'adopt']
];
const ownForms: readonly [CoKind, string][] = [
	['resource', 'change'],
	['agreement', 'sign'],
	['project', 'milestone']
];
const every = coKinds.flatMap((kind) => Object.keys(transitionsOf(kind)).map((name) => [kind, name] as const));
const atDesk = (kind: CoKind, name: string) => both(desk(), action(kind, name));
const lists = ['demand', 'resource', 'project'] as const;

export const cobuildingAccess: Record<string, Rule> = {
	'GET /[centre]/cobuilding': everybody,
	[`GET ${at}`]: desk(),
	...ofKinds(`GET ${at}/[list]`, ['demand', 'agreement'], () => desk()),
	...ofKinds(`GET ${at}/[list]/new`, coKinds, (kind) => desk(mayAdd[kind], 'no')),
	...ofKinds(`POST ${at}/[list]/new`, ['demand', 'plan'], (kind) => desk(mayAdd[kind], 'no')),
	...ofKinds(`GET ${at}/[list]/[one]`, coKinds, () => desk()),
	...ofKinds(`POST ${at}/[list]/[one]?/agree`, ['demand'], () => both(desk(), drafts)),
	...each(`GET ${at}/[list]/[one]/[path]`, forms, atDesk),
	...each(`POST ${at}/[list]/[one]/[path]`, forms, atDesk),
	[`GET ${at}/agreements/[one]/print`]: desk(),
	[`GET ${mine}`]: represents,
	...ofKinds(`GET ${mine}/[list]/new`, ['resource'], () => represents),
	...ofKinds(`POST ${mine}/[list]/new`, ['resource'], () => represents),
	...ofKinds(`GET ${mine}/[list]/[one]`, ['resource'], () => represents),
	...ofKinds(`POST ${mine}/[list]/[one]?/agree`, ['resource'], () => represents),
	...each(`GET ${mine}/[list]/[one]/[path]`, ownForms, ownAction),
	...each(`POST ${mine}/[list]/[one]/[path]`, ownForms, ownAction),
	[`GET ${mine}/agreements/[one]/print`]: represents
};

export const cobuildingOperations: Record<string, Rule> = {
	...Object.fromEntries(
		coKinds.flatMap((kind) => [
			[`GET ${api}/${nouns[kind].path}`, lists.some((list) => list === kind) ? everybody : entersDesk],
			[`POST ${api}/${nouns[kind].path}`, adding(kind)],
			[`GET ${api}/${nouns[kind].path}/{one}`, one(kind)]
		])
	),
	...Object.fromEntries(
		every.map(([kind, name]) => [`POST ${api}/${variant(kind, name).replace('/', '/{one}/')}`, action(kind, name)])
	),
	[`POST ${api}/matches`]: drafts
};
