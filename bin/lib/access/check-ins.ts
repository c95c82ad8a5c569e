import type { Actor } from '#kernel/actor.ts';
import {
	mayHandleCheckIns,
	memberActions,
	memberActionsOn,
	memberRoles,
	memberTransitions,
	organisationActions,
	organisationActionsOn,
	organisationRoles,
	organisationTransitions,
	represents,
	type MemberAction,
	type MemberSubject,
	type OrganisationAction,
	type OrganisationSubject
} from '#modules/checkins/index.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { desk, everybody, only, signedIn, type Outcome, type Rule } from './rules.ts';

const HERE = 'here';

/** A check-in of the member, brought by the organisation; in the state in which everybody could take the action who ever can. */
export const memberStateFor = (action: MemberAction | undefined) =>
	action === 'confirm' || action === 'transfer' ? ('active' as const) : ('reported' as const);
export const organisationStateFor = (action: OrganisationAction | undefined) =>
	action === 'confirm' ? ('active' as const) : ('submitted' as const);

const ofMember = (action?: MemberAction): MemberSubject => ({
	...{ centreId: HERE, state: memberStateFor(action), memberId: 'member' },
	...{ memberAccountId: null, byOrganisationId: 'organisation' }
});
const ofOrganisation = (action?: OrganisationAction): OrganisationSubject => ({
	...{ centreId: HERE, state: organisationStateFor(action), organisationId: 'organisation', submittedBy: null }
});

const rule = (words: string, of: (actor: Actor) => Outcome): Rule => ({ words, of });
const asked =
	(guest: Outcome, has: (actor: Actor) => boolean, may: (actor: Actor) => boolean) =>
	(actor: Actor): Outcome =>
		actor.kind === 'guest' ? guest : !has(actor) ? 'hidden' : may(actor) ? 'yes' : 'no';

const memberStep = (action: MemberAction, guest: Outcome): Rule =>
	rule(
		`memberCheckInLifecycle：${action}`,
		asked(
			guest,
			(actor) => memberRoles(actor, ofMember(action)).length > 0,
			(actor) => memberActionsOn(actor, ofMember(action)).includes(action)
		)
	);
const organisationStep = (action: OrganisationAction, guest: Outcome): Rule =>
	rule(
		`organisationCheckInLifecycle：${action}`,
		asked(
			guest,
			(actor) => organisationRoles(actor, ofOrganisation(action)).length > 0,
			(actor) => organisationActionsOn(actor, ofOrganisation(action)).includes(action)
		)
	);

const always = () => true;
const memberPage = rule(
	'memberRoles',
	asked('signIn', (actor) => memberRoles(actor, ofMember()).length > 0, always)
);
const organisationPage = rule(
	'organisationRoles',
	asked('signIn', (actor) => organisationRoles(actor, ofOrganisation()).length > 0, always)
);
const mayReportFor = (actor: Actor) => represents(actor, HERE, 'organisation') || mayHandleCheckIns(actor, HERE);
const handlers = rule('mayHandleCheckIns', (actor) => (mayHandleCheckIns(actor, HERE) ? 'yes' : 'no'));
const representatives = rule(
	'represents',
	asked('signIn', (actor) => represents(actor, HERE, 'organisation'), always)
);

const [mine, ofDesk, api] = ['/my/[centre]/check-in', '/desk/[centre]/check-ins', '/api/v1/centres/{centre}'];
const atDesk = desk(mayKeep);

/** Those whose pages are looked at: the longest of each kind. */
const LOOKED_AT: ReadonlySet<string> = new Set(['accept', 'transfer', 'withdraw']);

const steps = (
	base: string,
	ofMembers: (action: MemberAction) => Rule,
	ofUnits: (action: OrganisationAction) => Rule
) =>
	Object.fromEntries(
		['GET', 'POST'].flatMap((method) => [
			...organisationActions
				.filter((action) => method === 'POST' || LOOKED_AT.has(action))
				.map((action) => [
					`${method} ${base}/organisations/[checkIn]/[path] · ${organisationTransitions[action].path}`,
					ofUnits(action)
				]),
			...memberActions
				.filter((action) => method === 'POST' || LOOKED_AT.has(action))
				.map((action) => [
					`${method} ${base}/members/[checkIn]/[path] · ${memberTransitions[action].path}`,
					ofMembers(action)
				])
		])
	) as Record<string, Rule>;

export const checkInAccess: Record<string, Rule> = {
	'GET /[centre]/check-in': everybody,
	'GET /[centre]/check-in/[reference]': everybody,
	[`GET ${mine}`]: signedIn,
	[`GET ${mine}/member`]: signedIn,
	[`POST ${mine}/member`]: signedIn,
	[`GET ${mine}/organisation`]: signedIn,
	[`POST ${mine}/organisation`]: signedIn,
	[`GET ${mine}/roster`]: representatives,
	[`POST ${mine}/roster`]: representatives,
	[`GET ${mine}/members/[checkIn]`]: memberPage,
	[`GET ${mine}/organisations/[checkIn]`]: organisationPage,
	...steps(
		mine,
		(action) => memberStep(action, 'signIn'),
		(action) => organisationStep(action, 'signIn')
	),
	[`GET ${ofDesk}/organisations`]: atDesk,
	[`GET ${ofDesk}/organisations/new`]: atDesk,
	[`POST ${ofDesk}/organisations/new`]: atDesk,
	[`GET ${ofDesk}/organisations/[checkIn]`]: atDesk,
	[`GET ${ofDesk}/organisations/[checkIn]/contact`]: atDesk,
	[`POST ${ofDesk}/organisations/[checkIn]/contact`]: atDesk,
	[`GET ${ofDesk}/members`]: atDesk,
	[`POST ${ofDesk}/members?/accept`]: atDesk,
	[`GET ${ofDesk}/members/new`]: atDesk,
	[`POST ${ofDesk}/members/new`]: atDesk,
	[`GET ${ofDesk}/members/[checkIn]`]: atDesk,
	[`GET ${ofDesk}/members/[checkIn]/contact`]: atDesk,
	[`POST ${ofDesk}/members/[checkIn]/contact`]: atDesk,
	[`GET ${ofDesk}/members/template`]: atDesk,
	[`GET ${ofDesk}/members/imports`]: atDesk,
	[`POST ${ofDesk}/members/imports`]: atDesk,
	[`GET ${ofDesk}/members/imports/[import]`]: atDesk,
	[`POST ${ofDesk}/members/imports/[import]?/confirm`]: atDesk,
	[`POST ${ofDesk}/members/imports/[import]?/discard`]: atDesk,
	[`GET ${ofDesk}/members/imports/[import]/columns`]: atDesk,
	[`POST ${ofDesk}/members/imports/[import]/columns`]: atDesk,
	...steps(
		ofDesk,
		() => atDesk,
		() => atDesk
	)
};

const onlyHandlers = only((actor) => mayHandleCheckIns(actor, HERE), 'mayHandleCheckIns');

export const checkInOperations: Record<string, Rule> = {
	[`GET ${api}/organisation-check-ins`]: onlyHandlers,
	[`POST ${api}/organisation-check-ins`]: handlers,
	[`POST ${api}/organisation-check-ins/own`]: signedIn,
	[`GET ${api}/member-check-ins`]: onlyHandlers,
	[`POST ${api}/member-check-ins`]: handlers,
	[`POST ${api}/member-check-ins/own`]: signedIn,
	[`POST ${api}/member-check-ins/rosters`]: rule('represents，mayHandleCheckIns', (actor) =>
		mayReportFor(actor) ? 'yes' : 'no'
	),
	[`POST ${api}/member-check-ins/acceptances`]: handlers,
	...Object.fromEntries([
		...organisationActions.map((action) => [
			`POST ${api}/organisation-check-ins/{checkIn}/${organisationTransitions[action].path}`,
			organisationStep(action, 'hidden')
		]),
		...memberActions.map((action) => [
			`POST ${api}/member-check-ins/{checkIn}/${memberTransitions[action].path}`,
			memberStep(action, 'hidden')
		])
	]),
	[`GET ${api}/statistics/check-ins`]: everybody
};
