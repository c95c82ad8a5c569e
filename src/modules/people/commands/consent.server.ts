import { accountOf } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { staffRoleOf } from '#modules/directory/index.ts';

export type ConsentWay = 'online' | 'phone' | 'paper' | 'inPerson';

/** The kind of the subject, a dot, and what for: wish.pictures. The fact stands in the timeline of that subject. */
export type Purpose = `${string}.${string}`;

/** One purpose for one subject, e.g. showing the pictures of one wish. */
export interface ConsentFor {
	centreId: string;
	personId: string;
	purpose: Purpose;
	subjectId: string;
}

/**
 * Writes down that somebody agreed, to which words and in which way. Tells `consent.given`. While a consent is in force
 * another one changes nothing: the first words count, also when two arrive at once.
 */
export async function giveConsent(
	work: Work,
	{ wording, way, ...consent }: ConsentFor & { wording: string; way: ConsentWay }
): Promise<void> {
	const { centreId, personId, purpose, subjectId } = consent;
	const { numInsertedOrUpdatedRows: given } = await work.db
		.insertInto('people.consent')
		.values({
			centre_id: centreId,
			id: newId(),
			person_id: personId,
			purpose,
			subject_id: subjectId,
			wording,
			way,
			recorded_by: accountOf(work.actor),
			given_at: work.clock()
		})
		.onConflict((conflict) =>
			conflict
				.columns(['centre_id', 'person_id', 'purpose', 'subject_id'])
				.where('withdrawn_at', 'is', null)
				.doNothing()
		)
		.executeTakeFirst();
	if (given === 1n) await tell(work, consent, 'consent.given', way);
}

/** Ends a consent; the row stays. Tells `consent.withdrawn`. Harmless when there is none in force. */
export async function withdrawConsent(
	work: Work,
	{ way = 'online', ...consent }: ConsentFor & { way?: ConsentWay }
): Promise<void> {
	const withdrawn = await work.db
		.updateTable('people.consent')
		.set({ withdrawn_at: work.clock() })
		.where('centre_id', '=', consent.centreId)
		.where('person_id', '=', consent.personId)
		.where('purpose', '=', consent.purpose)
		.where('subject_id', '=', consent.subjectId)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	if (withdrawn.numUpdatedRows === 1n) await tell(work, consent, 'consent.withdrawn', way);
}

/** The consent in force. */
export async function consentOf(
	db: Db,
	{ centreId, personId, purpose, subjectId }: ConsentFor
): Promise<{ wording: string; way: ConsentWay; givenAt: Date } | undefined> {
	const row = await db
		.selectFrom('people.consent')
		.select(['wording', 'way', 'given_at'])
		.where('centre_id', '=', centreId)
		.where('person_id', '=', personId)
		.where('purpose', '=', purpose)
		.where('subject_id', '=', subjectId)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return row && { wording: row.wording, way: row.way as ConsentWay, givenAt: row.given_at };
}

const tell = (work: Work, { centreId, purpose, subjectId }: ConsentFor, action: string, way: ConsentWay) =>
	work.record({
		centreId,
		subject: { kind: purpose.slice(0, purpose.indexOf('.')), id: subjectId },
		action,
		as: roleOf(work, centreId),
		channel: work.actor.kind === 'system' ? 'system' : way,
		data: { purpose, way }
	});

/** Staff by their role here; anybody else is the person themself. */
const roleOf = ({ actor }: Work, centreId: string): string =>
	actor.kind === 'system' ? 'system' : (staffRoleOf(actor, centreId) ?? 'beneficiary');
