import { actOnOrganisation, reportUnit } from '#modules/checkins/server.ts';
import { CancelPost, ChangePost, ChangeShift, NewPost, PlanShifts, shiftSteps } from '#modules/posts/index.ts';
import { closePost, putOnRoster, setQuota, signUp } from '#modules/posts/server.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import { exampleOf } from './inputs.ts';
import { membersReportedIn, openPostIn, reportedIn, shiftIn } from './shifts.ts';
import type { Stage } from './stage.ts';

type Input = Record<string, unknown>;

/** An address about posts or their shifts, which others have pages below, too. */
export const isAboutPosts = (route: string): boolean =>
	/^\/(\[centre\]|(my|desk)\/\[centre\])\/posts(\/|\?|$)|^\/my\/\[centre\]\/shifts|\/\{centre\}\/(posts|own-shifts)(\/|$)/.test(
		route
	) || OPERATION.test(route);

const OPERATION = new RegExp(
	`/shifts/\\{shift\\}/(roster|${Object.values(shiftSteps)
		.map(({ path }) => path)
		.join('|')})$`
);

const FAR_DAY = '2099-01-05';
/** Far from all other shifts, and each at a time of its own: nobody is in two at once. */
let hours = 24 * 400;

interface Things {
	postId: string;
	shiftId: string;
	/** In the shift. */
	inIt: string;
	/** Of the organisation, and not in it. */
	colleague: string;
}

/** Who is the same in all of them. */
type Base = Pick<Things, 'postId' | 'inIt' | 'colleague'>;
const bases = new WeakMap<Stage, Promise<Base>>();

function baseOf(stage: Stage): Promise<Base> {
	const known = bases.get(stage) ?? makeBase(stage);
	bases.set(stage, known);
	return known;
}

/** The organisation and the members of the stage have reported in; the organisation has a post. */
async function makeBase(stage: Stage): Promise<Base> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	await reportedIn(clerk, stage, [stage.scopes.member, stage.scopes.claimer]);
	const organisationId = stage.scopes.organisation;
	const unit = { centreId, organisationId, contactName: '谢家明', contactPhone: '13700009999', fields: ['culture'] };
	const { id: checkInId, state } = await reportUnit(clerk, unit);
	if (state === 'submitted') await actOnOrganisation('accept', clerk, { centreId, checkInId });
	const [[inIt = ''], [colleague = '']] = [
		await membersReportedIn(clerk, stage, 1),
		await membersReportedIn(clerk, stage, 1, organisationId)
	];
	return { postId: await openPostIn(clerk, stage, { organisationId }), inIt, colleague };
}

/** A shift of `places` places, one of which is kept for the organisation, with somebody in it. */
async function things(stage: Stage, memberIn: string | undefined, places: number, ownPost = false): Promise<Things> {
	const [clerk, centreId, organisationId] = [stage.as('clerk'), stage.here.id, stage.scopes.organisation];
	const base = await baseOf(stage);
	const inIt = memberIn ?? base.inIt;
	const postId = ownPost ? await openPostIn(clerk, stage, { organisationId }) : base.postId;
	const shiftId = await shiftIn(clerk, stage, { postId, inHours: (hours += 3), places });
	await signUp(clerk, { centreId, shiftId, memberId: inIt });
	if (places > 2) await setQuota(clerk, { centreId, shiftId, organisationId, places: 1 });
	return { ...base, postId, shiftId, inIt };
}

/** Who may change something. What the others ask for stays as it is, so they may all ask for the same. */
const CHANGING: readonly Visitor[] = ['member', 'claimer', 'representative', 'clerk', 'leader'];

const shown = new WeakMap<Stage, Promise<Things>>();

function shownOf(stage: Stage): Promise<Things> {
	const known = shown.get(stage) ?? things(stage, undefined, 9);
	shown.set(stage, known);
	return known;
}

/** A request about posts: valid in everything but, perhaps, in who makes it. */
export async function askPosts(stage: Stage, entry: string, visitor: Visitor): Promise<{ path: string; input: Input }> {
	const [address = '', variant = ''] = entry.split(' · ');
	const [method = '', route = ''] = address.split(' ');
	const name = variant || (route.split(/[/?]/).at(-1) ?? '');
	const memberId = visitor === 'claimer' ? stage.scopes.claimer : stage.scopes.member;
	const isLeaving = /\?\/leave$|\/departures$/.test(route);
	const isWaiting = /\?\/wait$|\/waiting-list$/.test(route);
	const isFresh = method !== 'GET' && CHANGING.includes(visitor);
	const at = isFresh
		? await things(stage, isLeaving ? memberId : undefined, isWaiting ? 1 : 9, /[[{]post[\]}]/.test(route))
		: await shownOf(stage);
	if (isFresh && /\/opening$|\?\/open$/.test(route))
		await closePost(stage.as('clerk'), { centreId: stage.here.id, postId: at.postId });
	if (isFresh && route.endsWith('?/remove') && route.startsWith('/my/'))
		await putOnRoster(stage.as('clerk'), {
			...{ centreId: stage.here.id, shiftId: at.shiftId, memberIds: [at.colleague] },
			organisationId: stage.scopes.organisation
		});
	const path = route
		.replace(/[[{]centre[\]}]/, stage.here.slug)
		.replace(/[[{]post[\]}]/, at.postId)
		.replace(/[[{]shift[\]}]/, at.shiftId)
		.replace('[path]', name);
	return { path, input: method === 'GET' ? {} : inputOf(stage, route, name, at, memberId) };
}

function inputOf(stage: Stage, route: string, name: string, at: Things, memberId: string): Input {
	const organisationId = stage.scopes.organisation;
	const isApi = route.startsWith('/api/');
	if (route.endsWith('/posts') || route.endsWith('/new'))
		return { ...exampleOf(NewPost), ...(!route.startsWith('/desk/') && { organisationId }) };
	const ofShift = /[[{]shift[\]}]/.test(route);
	if (name === 'changes') return ofShift ? { ...exampleOf(ChangeShift), day: FAR_DAY } : exampleOf(ChangePost);
	if (name === 'shifts') return { ...exampleOf(PlanShifts), day: FAR_DAY };
	if (name === 'cancellation') return exampleOf(CancelPost);
	if (name === 'rosters' || name === 'roster')
		return { organisationId, memberIds: isApi ? [at.colleague] : at.colleague };
	if (name === 'quotas' || name === 'quota') return { organisationId, places: 2 };
	if (name === 'remove') return { memberId: at.inIt };
	if (name === 'add' || (name === 'wait' && route.startsWith('/desk/'))) return { memberId: at.colleague };
	return ['signUp', 'leave', 'wait', 'opening', 'closing', 'open', 'close', 'calendar'].includes(name)
		? {}
		: { memberId };
}
