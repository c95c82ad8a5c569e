import { accountOf, type Actor } from './actor.ts';
import type { Db, Transaction } from './db.ts';
import { newId } from './ids.ts';
import { openMaybe, seal } from './secrets.ts';

/** Something that happened, as a command tells it. Data holds no personal detail: facts are kept for ever. */
export interface NewFact {
	centreId: string;
	subject: { kind: string; id: string };
	action: string;
	/** In which role the actor did it, e.g. clerk, claimer, beneficiary. */
	as: string;
	/** The person for whom it was done, when somebody acts for another. */
	actingFor?: string | null;
	channel: string;
	data?: Record<string, unknown>;
	/** Free words of the actor, kept sealed beside the fact; they can be erased, the fact cannot. */
	note?: string | null;
}

export interface Fact extends Required<Omit<NewFact, 'note'>> {
	id: string;
	actor: Actor;
	at: Date;
}

export async function insertFact(db: Transaction, actor: Actor, at: Date, fact: NewFact): Promise<Fact> {
	const [inserted] = await insertFacts(db, actor, at, [fact]);
	return inserted as Fact;
}

/** Several facts in one statement, in their order. */
export async function insertFacts(db: Transaction, actor: Actor, at: Date, facts: readonly NewFact[]): Promise<Fact[]> {
	if (facts.length === 0) return [];
	const told = facts.map((fact) => ({
		...fact,
		actingFor: fact.actingFor ?? null,
		data: fact.data ?? {},
		id: newId(),
		actor,
		at
	}));
	await db
		.insertInto('kernel.fact')
		.values(
			told.map((fact) => ({
				centre_id: fact.centreId,
				id: fact.id,
				subject_kind: fact.subject.kind,
				subject_id: fact.subject.id,
				action: fact.action,
				actor_kind: actor.kind,
				actor_id: accountOf(actor),
				actor_role: fact.as,
				acting_for: fact.actingFor,
				channel: fact.channel,
				at,
				data: JSON.stringify(fact.data)
			}))
		)
		.execute();
	const notes = told.flatMap(({ centreId, id, note }) =>
		note ? [{ centre_id: centreId, fact_id: id, note_sealed: seal(note) }] : []
	);
	if (notes.length > 0) await db.insertInto('kernel.fact_note').values(notes).execute();
	return told;
}

/** The history of one subject, oldest first, with the words that went with it. */
export async function factsOf(db: Db, centreId: string, kind: string, id: string) {
	const rows = await db
		.selectFrom('kernel.fact')
		.leftJoin('kernel.fact_note', (join) =>
			join
				.onRef('kernel.fact_note.centre_id', '=', 'kernel.fact.centre_id')
				.onRef('kernel.fact_note.fact_id', '=', 'kernel.fact.id')
		)
		.selectAll('kernel.fact')
		.select('note_sealed')
		.where('kernel.fact.centre_id', '=', centreId)
		.where('subject_kind', '=', kind)
		.where('subject_id', '=', id)
		.orderBy('at')
		.orderBy('kernel.fact.id')
		.execute();
	return rows.map(({ note_sealed, ...fact }) => ({ ...fact, note: openMaybe(note_sealed) }));
}
