import type { Actor } from '#kernel/actor.ts';
import { maySeeHours, memberOf, organiserRoleOf, representedBy } from '#modules/attendance/index.ts';
import { mayOrganiseForCentre } from '#modules/posts/index.ts';
import { desk, type Outcome, type Rule } from './rules.ts';

const HERE = 'here';

const after = (signedIn: (actor: Actor) => Outcome, words: string): Rule => ({
	words,
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : signedIn(actor))
});

const members = after((actor) => (memberOf(actor, HERE) === undefined ? 'no' : 'yes'), 'memberOf');
const keepers = after(
	(actor) => (mayOrganiseForCentre(actor, HERE) || representedBy(actor, HERE).length > 0 ? 'yes' : 'hidden'),
	'mayOrganiseForCentre，representedBy'
);
/** A shift that is organised by the organisation of the representative. */
const organisers = after(
	(actor) => (organiserRoleOf(actor, { centreId: HERE, organisationId: 'organisation' }) ? 'yes' : 'hidden'),
	'organiserRoleOf'
);
const atDesk = desk(mayOrganiseForCentre);

const shiftPages = (base: string, rule: Rule): Record<string, Rule> =>
	Object.fromEntries(
		[
			...['', '/code', '/paper', '/sheet', '/attest', '/hours/[hours]'].map((page) => `GET ${base}/[shift]${page}`),
			...['', '/sheet', '/attest', '/hours/[hours]'].map((page) => `POST ${base}/[shift]${page}`)
		].map((ask) => [ask, rule])
	);

const [my, manage, ofDesk] = ['/my/[centre]/attendance', '/my/[centre]/attendance/manage', '/desk/[centre]/attendance'];
const api = '/api/v1/centres/{centre}';

/** Coming, leaving and hours. */
export const attendanceAccess: Record<string, Rule> = {
	[`GET ${my}`]: members,
	[`GET ${my}/[shift]`]: members,
	[`POST ${my}/[shift]`]: members,
	[`GET ${manage}`]: keepers,
	...shiftPages(manage, organisers),
	[`GET ${ofDesk}`]: atDesk,
	...shiftPages(ofDesk, atDesk),
	[`GET ${api}/shifts/{shift}/attendance-code`]: organisers,
	[`POST ${api}/shifts/{shift}/attendance-code/checks`]: organisers,
	[`POST ${api}/shifts/{shift}/scans`]: members,
	[`GET ${api}/shifts/{shift}/attendance`]: organisers,
	[`POST ${api}/shifts/{shift}/attendance`]: organisers,
	[`POST ${api}/shifts/{shift}/attestations`]: organisers,
	[`POST ${api}/hours/{hours}/voiding`]: organisers,
	[`GET ${api}/hours`]: after((actor) => (maySeeHours(actor, HERE, {}) ? 'yes' : 'no'), 'maySeeHours')
};
