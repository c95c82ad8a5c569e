import type { Actor } from '#kernel/actor.ts';
import {
	mayOrganise,
	mayOrganiseForCentre,
	maySeePosts,
	postLifecycle,
	postSteps,
	represents,
	rolesOnShift,
	shiftLifecycle,
	shiftSteps
} from '#modules/posts/index.ts';
import { both, desk, everybody, ordered, signedIn, type Rule } from './rules.ts';

const HERE = 'here';
/** A post of the organisation of the representative; in its shifts, places are kept for it. */
const post = { centreId: HERE, organisationId: 'organisation' };

const known = (may: (actor: Actor) => boolean, words: string, otherwise: 'no' | 'hidden'): Rule => ({
	words,
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : may(actor) ? 'yes' : otherwise)
});

const isMember = (actor: Actor): boolean =>
	['member', 'claimer'].some((memberId) => rolesOnShift(actor, post, { memberId }).includes('member'));
const members = known(isMember, 'isMember', 'no');
const representatives = (otherwise: 'no' | 'hidden') =>
	known((actor) => represents(actor, HERE, 'organisation'), 'represents', otherwise);
const organisers = (otherwise: 'no' | 'hidden') => known((actor) => mayOrganise(actor, post), 'mayOrganise', otherwise);
const atDesk = desk(maySeePosts);
const byClerks = both(atDesk, ordered(mayOrganiseForCentre));
const byFeed: Rule = { words: '要有本人自己的日历地址，与身份无关', of: () => 'hidden' };

const postPages = ['changes', 'shifts', 'cancellation'];
const shiftPages = ['changes', 'cancellation'];
const [own, mine, ofDesk, api] = [
	'/my/[centre]/shifts',
	'/my/[centre]/posts',
	'/desk/[centre]/posts',
	'/api/v1/centres/{centre}'
];

/** The pages of posts and of their shifts, at the desk and of an organisation. */
const pages = (base: string, looking: Rule, changing: Rule): Record<string, Rule> => ({
	[`GET ${base}/[post]`]: looking,
	[`POST ${base}/[post]?/open`]: changing,
	[`POST ${base}/[post]?/close`]: changing,
	[`GET ${base}/shifts/[shift]`]: looking,
	[`GET ${base}/shifts/[shift]/sheet`]: changing,
	[`POST ${base}/shifts/[shift]?/remove`]: changing,
	[`POST ${base}/shifts/[shift]?/quota`]: changing,
	...Object.fromEntries(
		['GET', 'POST'].flatMap((method) => [
			...postPages.map((path) => [`${method} ${base}/[post]/[path] · ${path}`, changing]),
			...shiftPages.map((path) => [`${method} ${base}/shifts/[shift]/[path] · ${path}`, changing])
		])
	)
});

export const postsAccess: Record<string, Rule> = {
	'GET /[centre]/posts': everybody,
	'GET /[centre]/posts/[post]': everybody,
	[`GET ${own}`]: signedIn,
	[`GET ${own}.ics`]: byFeed,
	[`GET ${own}/calendar`]: signedIn,
	[`POST ${own}/calendar`]: members,
	[`GET ${own}/[shift]`]: signedIn,
	[`POST ${own}/[shift]?/signUp`]: members,
	[`POST ${own}/[shift]?/wait`]: members,
	[`POST ${own}/[shift]?/leave`]: members,
	[`GET ${mine}`]: representatives('no'),
	[`GET ${mine}/new`]: representatives('no'),
	[`POST ${mine}/new`]: representatives('no'),
	...pages(mine, organisers('hidden'), organisers('hidden')),
	[`POST ${mine}/shifts/[shift]?/roster`]: representatives('hidden'),
	[`GET ${ofDesk}`]: atDesk,
	[`GET ${ofDesk}/new`]: byClerks,
	[`POST ${ofDesk}/new`]: byClerks,
	...pages(ofDesk, atDesk, byClerks),
	[`POST ${ofDesk}/shifts/[shift]?/add`]: byClerks,
	[`POST ${ofDesk}/shifts/[shift]?/wait`]: byClerks
};

/** One operation for each step, as the lifecycles give them out. */
const onShift = Object.entries(shiftSteps).map(([step, { path }]): [string, Rule] => {
	const roles = shiftLifecycle.states.open.on[step as keyof typeof shiftSteps]?.by ?? [];
	const may = (actor: Actor): boolean =>
		['member', 'claimer'].some((memberId) =>
			rolesOnShift(actor, post, {
				...(['signUp', 'wait', 'leave'].includes(step) && { memberId }),
				...(step === 'roster' && { rosterOf: 'organisation' })
			}).some((role) => roles.includes(role))
		);
	const words = `shiftLifecycle：${shiftLifecycle.actions[step as keyof typeof shiftSteps]}`;
	return [`POST ${api}/shifts/{shift}/${path}`, known(may, words, 'no')];
});

export const postsOperations: Record<string, Rule> = {
	[`GET ${api}/posts`]: everybody,
	[`POST ${api}/posts`]: organisers('no'),
	[`GET ${api}/posts/{post}`]: everybody,
	...Object.fromEntries(
		Object.entries(postSteps).map(([step, { path }]) => [
			`POST ${api}/posts/{post}/${path}`,
			{ ...organisers('no'), words: `postLifecycle：${postLifecycle.actions[step as keyof typeof postSteps]}` }
		])
	),
	[`GET ${api}/own-shifts`]: signedIn,
	[`GET ${api}/shifts/{shift}/roster`]: organisers('hidden'),
	...Object.fromEntries(onShift)
};
