import { z } from 'zod';
import { accountOf, type Actor } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { step, type Step } from '#kernel/lifecycle.ts';
import { endDeadline, limitOf, startDeadline } from '#modules/deadlines/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { wishLifecycle, type WishAction, type WishRole, type WishState } from '../lifecycle.ts';
import { isFor, mayWorkOn, rolesOn } from '../policy.ts';
import { transitions } from '../transitions.ts';
import { lockWish, type LockedWish } from './lock.server.ts';

/** What a transition writes besides its own rows. */
export interface Outcome {
	/** Only where the table leaves a choice. */
	to?: WishState;
	/** Columns of the wish that change with it. */
	set?: Partial<Record<string, unknown>>;
	/** For the fact: no personal detail. */
	data?: Record<string, unknown>;
	note?: string | null | undefined;
	channel?: string;
	/** Said to whoever acts, e.g. an id. */
	result?: Record<string, unknown>;
	/** Only where the first of the allowing roles is not the one that counts. */
	as?: WishRole;
}

type Input<A extends WishAction> = z.output<(typeof transitions)[A]['schema']>;
/** `roles`: those of the actor that the table allows to take this step, in its order. */
type Act<A extends WishAction> = (
	work: Work,
	wish: LockedWish,
	input: Input<A>,
	roles: readonly WishRole[]
) => Promise<Outcome>;
type Place = { centreId: string; wishId: string };

export interface Done extends Record<string, unknown> {
	state: WishState;
}

/** A transition as a command, and as a part of another command that has established the roles in its own way. */
export interface TransitionCommand<A extends WishAction> {
	(context: Context, input: Place & z.input<(typeof transitions)[A]['schema']>, submissionKey?: string): Promise<Done>;
	within(work: Work, input: Place & Input<A>, roles: readonly WishRole[]): Promise<Done>;
}

/**
 * Load for update → authorise → transition → write → record, the same order for every action of the lifecycle.
 * `lockFirst` is for what takes more than the one row: it locks them all, in the order of their ids.
 * Errors: Invalid; Missing for a wish the actor may not know of; Refused; Conflict when the state does not know the action.
 */
export function transition<A extends WishAction>(
	action: A,
	act: Act<A>,
	lockFirst?: (work: Work, input: Place & Input<A>) => Promise<void>
): TransitionCommand<A> {
	const schema = z.object({ ...transitions[action].schema.shape, centreId: z.uuid(), wishId: z.uuid() });
	const within: TransitionCommand<A>['within'] = async (work, input, roles) => {
		await lockFirst?.(work, input);
		const wish = await lockWish(work.db, input.centreId, input.wishId);
		return perform(work, action, act, wish, input, roles);
	};
	const run = command(`wishes.${action}`, schema, async (work, input) => {
		const { centreId, wishId } = input as Place;
		await lockFirst?.(work, input as Place & Input<A>);
		const wish = await lockWish(work.db, centreId, wishId);
		requireKnown(work.actor, wish);
		return perform(work, action, act, wish, input as Place & Input<A>, rolesOn(work.actor, wish.subject));
	});
	return Object.assign(
		(context: Context, input: Place & z.input<(typeof transitions)[A]['schema']>, submissionKey?: string) =>
			run(context, input as z.input<typeof schema>, submissionKey),
		{ within }
	);
}

/** A wish that is on the wall is known to all; any other only to those who work on it. */
function requireKnown(actor: Actor, wish: LockedWish): void {
	if (mayWorkOn(actor, wish.subject) || actor.kind === 'system') return;
	if (!wish.subject.onWall) throw new Missing('没有这个心愿，或者它已经撤下。');
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
}

async function perform<A extends WishAction>(
	work: Work,
	action: A,
	act: Act<A>,
	wish: LockedWish,
	input: Input<A>,
	roles: readonly WishRole[]
): Promise<Done> {
	if (!isFor(action, wish.kind)) throw new Conflict('这是微心愿，没有预算清单和节点。要做预算，请先转换成微项目。');
	const allowed = step(wishLifecycle, wish.subject.state, action, roles);
	const allowing = allowed.by.filter((role) => roles.includes(role));
	const outcome = await act(work, wish, input, allowing);
	const {
		to = only(allowed),
		set = {},
		data,
		note,
		channel = 'online',
		result,
		as = allowing[0] as WishRole
	} = outcome;
	await work.db
		.updateTable('wishes.wish')
		.set({ state: to, ...set })
		.where('centre_id', '=', wish.centreId)
		.where('id', '=', wish.id)
		.execute();
	if (to !== wish.subject.state) await startClock(work, wish, to);
	await work.record({
		centreId: wish.centreId,
		subject: { kind: 'wish', id: wish.id },
		action: factOf[action],
		as,
		actingFor: as === 'clerk' && (action === 'accept' || action === 'reopen') ? wish.personId : null,
		channel,
		data: { ...data, from: wish.subject.state, to },
		note: note ?? null
	});
	return { state: to, ...result };
}

/** The clock of the new state, as long as the centre gives it. */
export async function startClock(work: Work, wish: { centreId: string; id: string }, state: WishState): Promise<void> {
	const subject = { kind: 'wish', id: wish.id };
	const standard = wishLifecycle.states[state].within;
	if (!standard) return endDeadline(work, { centreId: wish.centreId, subject, as: 'met' });
	const rule = `wish.${state}`;
	const limit = await limitOf(work.db, wish.centreId, rule, standard, shanghaiDate(work.clock()));
	await startDeadline(work, { centreId: wish.centreId, subject, rule, limit });
}

function only({ to }: Step<WishState, WishRole>): WishState {
	if (to.length !== 1) throw new Error('the transition has to say where it leads');
	return to[0] as WishState;
}

/** What is written down of an action. */
export const factOf: Record<WishAction, string> = {
	verify: 'wish.verified',
	reject: 'wish.rejected',
	merge: 'wish.merged',
	convert: 'wish.converted',
	publish: 'wish.published',
	approve: 'wish.approved',
	decline: 'wish.declined',
	budget: 'wish.budgeted',
	claim: 'wish.claimed',
	share: 'wish.shared',
	lead: 'wish.led',
	reassign: 'wish.reassigned',
	contact: 'wish.contacted',
	assess: 'wish.assessed',
	start: 'wish.started',
	report: 'wish.progressed',
	milestone: 'wish.milestone',
	submit: 'wish.submitted',
	accept: 'wish.accepted',
	reopen: 'wish.reopened',
	thank: 'wish.thanked',
	showThanks: 'wish.thanksShown',
	release: 'wish.released',
	close: 'wish.closed',
	retract: 'wish.retracted',
	withdraw: 'wish.withdrawn'
};

/** Who recorded something: an account, or nobody when the system did. */
export const recorder = (work: Work): string | null => accountOf(work.actor);
