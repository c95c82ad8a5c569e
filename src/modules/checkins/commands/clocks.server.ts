import type { Work } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { endDeadline, limitOf, startDeadlines } from '#modules/deadlines/server.ts';
import { subjectKinds, type ReporterKind } from '../check-in.ts';
import { ACCEPT, CONFIRM, limits } from '../settings.ts';

/** The clock of the state they are in now: until somebody answers, until they are asked again, or none. */
export async function startClocks(
	work: Work,
	{ centreId, of, ids, rule }: { centreId: string; of: ReporterKind; ids: readonly string[]; rule: ClockRule }
): Promise<void> {
	if (ids.length === 0) return;
	const limit = await limitOf(work.db, centreId, rule, limits[rule].standard, shanghaiDate(work.clock()));
	await startDeadlines(work, { centreId, kind: subjectKinds[of], ids, rule, limit });
}

export type ClockRule = keyof typeof limits;

/** A check-in that has come to its end waits for nothing. */
export const endClock = (work: Work, centreId: string, of: ReporterKind, id: string): Promise<void> =>
	endDeadline(work, { centreId, subject: { kind: subjectKinds[of], id }, as: 'met' });

/** The rule of the clock of a state; none for an end. */
export const clockOf = (state: string): ClockRule | undefined =>
	state === 'active' ? CONFIRM : state === 'submitted' || state === 'reported' ? ACCEPT : undefined;
