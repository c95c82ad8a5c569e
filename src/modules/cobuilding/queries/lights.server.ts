import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import type { CoLine } from './lists.server.ts';

/** The lines with the clock that runs for each, if one does. */
export async function withLights(
	{ db, clock }: Context,
	centreId: string,
	lines: readonly CoLine[]
): Promise<(CoLine & { deadline: DeadlineView | null })[]> {
	const ids = lines.map(({ id }) => id);
	const deadlines = await deadlinesOf(db, centreId, ids, shanghaiDate(clock()));
	return lines.map((line) => ({ ...line, deadline: deadlines.get(line.id) ?? null }));
}
