import { z } from 'zod';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { step } from '#kernel/lifecycle.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { endDeadline, limitOf, startDeadline } from '#modules/deadlines/server.ts';
import { staffRoleOf } from '#modules/directory/index.ts';
import type { CoRole } from '../lifecycle.ts';
import { nouns, type CoKind } from '../nouns.ts';
import { maySee, rolesOn } from '../policy.ts';
import { transitionsOf, type CoTransitions } from '../transitions.ts';
import { lockRow, NOTHING, type Locked } from './lock.server.ts';

/** What a transition writes besides its own rows. */
export interface Outcome {
	/** Only where the table leaves a choice. */
	to?: string;
	/** Columns of the entry that change with it. */
	set?: Record<string, unknown>;
	/** For the fact: no personal detail. */
	data?: Record<string, unknown>;
	note?: string | null | undefined;
	/** Only where the first of the allowing roles is not the one that counts. */
	as?: CoRole;
}

type Act<Input> = (work: Work, row: Locked, input: Input, roles: readonly CoRole[]) => Promise<Outcome>;

/** What each action of a kind does of its own. */
export type ActsOf<Kind extends CoKind> = {
	[Action in keyof CoTransitions[Kind]]: CoTransitions[Kind][Action] extends { schema: infer Schema extends z.ZodType }
		? Act<z.output<Schema>>
		: never;
};

export type CoCommand = (
	context: Context,
	input: { centreId: string; id: string },
	submissionKey?: string
) => Promise<{ state: string }>;

/** Load for update → authorise → transition → write → record, the same order for every action of every kind. */
export const commandsOf = <Kind extends CoKind>(kind: Kind, acts: ActsOf<Kind>): Record<string, CoCommand> =>
	Object.fromEntries(
		Object.entries(acts as Record<string, Act<unknown>>).map(([action, act]) => [action, commandFor(kind, action, act)])
	);

function commandFor(kind: CoKind, action: string, act: Act<unknown>): CoCommand {
	const transition = transitionsOf(kind)[action];
	if (!transition) throw new Error(`${kind} has no action ${action}`);
	const schema = z.object({ ...transition.schema.shape, centreId: z.uuid(), id: z.uuid() });
	const run = command(`cobuilding.${kind}.${action}`, schema, async (work, input) => {
		const { centreId, id } = input as { centreId: string; id: string };
		if (work.actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
		const row = await lockRow(work.db, kind, centreId, id);
		if (!maySee(work.actor, row.subject)) throw new Missing(NOTHING);
		return perform(work, row, action, (roles) => act(work, row, input, roles), rolesOn(work.actor, row.subject));
	});
	return (context, input, submissionKey) => run(context, input as z.input<typeof schema>, submissionKey);
}

/** A step that follows from another's, by the system: e.g. a demand that an agreement matches. Nothing when the state does not know it. */
export async function follow(work: Work, kind: CoKind, centreId: string, id: string, action: string): Promise<void> {
	const row = await lockRow(work.db, kind, centreId, id);
	const next = nouns[kind].lifecycle.states[row.subject.state]?.on[action];
	if (!next?.by.includes('system')) return;
	await perform(work, row, action, () => Promise.resolve({}), ['system']);
}

async function perform(
	work: Work,
	row: Locked,
	action: string,
	act: (roles: readonly CoRole[]) => Promise<Outcome>,
	held: readonly CoRole[]
): Promise<{ state: string }> {
	const { centreId, id } = row;
	const { kind, state: from } = row.subject;
	const allowed = step(nouns[kind].lifecycle, from, action, held);
	const allowing = allowed.by.filter((role) => held.includes(role));
	const { to = allowed.to[0] ?? from, set = {}, data, note, as = allowing[0] as CoRole } = await act(allowing);
	await work.db
		.updateTable(`cobuilding.${kind}` as 'cobuilding.demand')
		.set({ state: to, ...set })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
	if (to !== from) await startClock(work, row, to);
	await work.record({
		centreId,
		subject: { kind, id },
		action: transitionsOf(kind)[action]?.fact ?? action,
		as: as === 'enterer' ? (staffRoleOf(work.actor, centreId) ?? as) : as,
		channel: as === 'system' ? 'system' : 'online',
		data: { ...data, from, to },
		note: note ?? null
	});
	return { state: to };
}

/** The clock of the new state, as long as the centre gives it. */
async function startClock(work: Work, { centreId, id, subject: { kind } }: Locked, state: string): Promise<void> {
	const subject = { kind, id };
	const standard = nouns[kind].lifecycle.states[state]?.within;
	if (!standard) return endDeadline(work, { centreId, subject, as: 'met' });
	const rule = `${kind}.${state}`;
	const limit = await limitOf(work.db, centreId, rule, standard, shanghaiDate(work.clock()));
	await startDeadline(work, { centreId, subject, rule, limit });
}
