import type { Work } from '#kernel/command.ts';
import type { NewFact } from '#kernel/facts.ts';

const AT_ONCE = 1000;

/** A fact for each, in their order, however many. */
export async function recordEach(work: Work, facts: readonly NewFact[]): Promise<void> {
	for (let at = 0; at < facts.length; at += AT_ONCE) await work.recordAll(facts.slice(at, at + AT_ONCE));
}
