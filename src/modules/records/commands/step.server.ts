import type { Work } from '#kernel/command.ts';
import { step, type Lifecycle } from '#kernel/lifecycle.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { endDeadline, limitOf, startDeadline } from '#modules/deadlines/server.ts';
import type { RecordRole } from '../lifecycle.ts';

type AnyLifecycle<S extends string, A extends string> = Lifecycle<S, A, RecordRole>;

/** Where an action leads from here, and as whom the actor takes it. Errors: Conflict, Refused. */
export function taken<S extends string, A extends string>(
	of: AnyLifecycle<S, A>,
	from: S,
	action: A,
	roles: readonly RecordRole[]
): { to: S; as: RecordRole } {
	const { to, by } = step(of, from, action, roles);
	return { to: to[0] as S, as: by.find((role) => roles.includes(role)) as RecordRole };
}

/** What happened to one of the records. */
interface Happened {
	centreId: string;
	subject: { kind: string; id: string };
	action: string;
	as: RecordRole;
	/** For the fact: no personal detail. */
	data?: Record<string, unknown>;
	note?: string | undefined;
}

export const tell = async (work: Work, { note, ...fact }: Happened): Promise<void> => {
	await work.record({ ...fact, note: note ?? null, channel: fact.as === 'system' ? 'system' : 'online' });
};

/** The clock of a new state, as long as the centre gives it: `<kind>.<state>`. */
export async function keepClock<S extends string, A extends string>(
	work: Work,
	of: AnyLifecycle<S, A>,
	{ centreId, subject, to }: { centreId: string; subject: { kind: string; id: string }; to: S }
): Promise<void> {
	const standard = of.states[to].within;
	if (!standard) return endDeadline(work, { centreId, subject, as: 'met' });
	const rule = `${subject.kind}.${to}`;
	const limit = await limitOf(work.db, centreId, rule, standard, shanghaiDate(work.clock()));
	await startDeadline(work, { centreId, subject, rule, limit });
}
