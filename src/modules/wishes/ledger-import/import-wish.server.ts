import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { keepPerson } from '#modules/people/server.ts';
import { startClock } from '../commands/transition.server.ts';
import { isIn } from '../lifecycle.ts';
import { personalDetailsIn } from '../redaction.ts';
import { LedgerEntry, WORK_DONE } from './entry.ts';

const ImportWish = z.object({
	centreId: z.uuid(),
	importId: z.uuid(),
	identity: z.string().regex(/^[0-9a-f]{32}$/),
	entry: LedgerEntry,
	/** Whose hands the rows went through; nobody when a job writes. */
	by: z.uuid().nullable()
});
type Input = z.output<typeof ImportWish>;

const LONGEST_TITLE = 60;

/**
 * Takes in a line of an old ledger as the wish it tells of. Never on the wall, and without any consent: no ledger can give
 * one. False when the line is there already. Errors: Refused unless system, clerk or administrator.
 */
export const importWish = command('wishes.import', ImportWish, async (work, input): Promise<boolean> => {
	if (!mayKeep(work.actor, input.centreId)) throw new Refused('只有本中心的工作人员和管理员可以导入台账。');
	const id = newId();
	const { centreId, entry } = input;
	if (!(await isFirst(work, input, id))) return false;
	const { name, phone, address, communityId, gridId } = entry;
	const personId = await keepPerson(work, { centreId, name, phone, address, communityId, gridId });
	await insertWish(work, input, id, personId);
	await insertClaims(work, input, id);
	await insertWorkDone(work, input, id);
	await startClock(work, { centreId, id }, entry.state);
	const { kind, category, state, collectedOn, completedOn, claimers } = entry;
	await work.record({
		centreId,
		subject: { kind: 'wish', id },
		action: 'wish.imported',
		as: 'system',
		actingFor: personId,
		channel: entry.channel,
		data: { importId: input.importId, kind, category, to: state, collectedOn, completedOn, claimers }
	});
	return true;
});

/** The row of its identity is the lock: a second one waits for the first to commit, then knows that it comes too late. */
async function isFirst(work: Work, { centreId, importId, identity, entry }: Input, id: string): Promise<boolean> {
	const inserted = await work.db
		.insertInto('wishes.imported')
		.values({
			centre_id: centreId,
			wish_id: id,
			import_id: importId,
			identity: Buffer.from(identity, 'hex'),
			verified_on: entry.verifiedOn,
			handler: entry.handlerId === null ? entry.handler : null,
			evidence: entry.evidence
		})
		.onConflict((conflict) => conflict.columns(['centre_id', 'identity']).doNothing())
		.executeTakeFirst();
	return inserted.numInsertedOrUpdatedRows === 1n;
}

async function insertWish(work: Work, { centreId, entry, by }: Input, id: string, personId: string): Promise<void> {
	const isClaimed = !isIn(['collected', 'verifying', 'rejected', 'withdrawn'], entry.state);
	for (;;) {
		const inserted = await work.db
			.insertInto('wishes.wish')
			.values({
				centre_id: centreId,
				id,
				reference: newReference(),
				kind: entry.kind,
				state: entry.state,
				category: entry.category,
				channel: entry.channel,
				community_id: entry.communityId,
				grid_id: entry.gridId,
				person_id: personId,
				beneficiary_kind: entry.beneficiaryKind,
				told_sealed: seal(entry.content),
				contact_way: 'proxy',
				title: personalDetailsIn(entry.content, entry).length === 0 ? titleOf(entry.content) : null,
				places: Math.max(1, entry.claimers.length),
				claimed_count: entry.claimers.length,
				budget_fen: entry.budgetFen,
				rejection_reason: entry.rejection,
				rating: entry.rating,
				collected_on: entry.collectedOn,
				published_on: isClaimed ? entry.publishedOn : null,
				completed_on: entry.completedOn,
				created_at: work.clock(),
				handler_id: entry.handlerId ?? (entry.handler === null ? by : null)
			})
			.onConflict((conflict) => conflict.columns(['centre_id', 'reference']).doNothing())
			.executeTakeFirst();
		if (inserted.numInsertedOrUpdatedRows === 1n) return;
	}
}

const titleOf = (content: string): string => {
	const signs = [...content.replace(/\s+/gu, ' ')];
	return signs.length > LONGEST_TITLE ? `${signs.slice(0, LONGEST_TITLE - 1).join('')}…` : signs.join('');
};

/** Noon in Shanghai: a ledger knows days only. */
const momentOf = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

async function insertClaims(work: Work, { centreId, entry }: Input, wishId: string): Promise<void> {
	const { claimers, claimedOn, contactedOn } = entry;
	if (claimers.length === 0 || claimedOn === null) return;
	await work.db
		.insertInto('wishes.claim')
		.values(
			claimers.map(({ kind, id }, at) => ({
				centre_id: centreId,
				id: newId(),
				wish_id: wishId,
				claimer_kind: kind,
				member_id: kind === 'member' ? id : null,
				organisation_id: kind === 'organisation' ? id : null,
				state: 'held',
				place: at + 1,
				wish_places: claimers.length,
				lead: at === 0,
				claimed_at: momentOf(claimedOn),
				contacted_on: contactedOn
			}))
		)
		.execute();
}

/** What was done and what it cost, as one note. */
async function insertWorkDone(work: Work, { centreId, entry, by }: Input, wishId: string): Promise<void> {
	const { progress, actualFen, completedOn, claimedOn, collectedOn } = entry;
	if (progress === null && !actualFen) return;
	const [id, at] = [newId(), { centre_id: centreId, wish_id: wishId }];
	await work.db
		.insertInto('wishes.progress')
		.values({
			...at,
			id,
			note: progress ?? WORK_DONE,
			recorded_by: by,
			recorded_at: momentOf(completedOn ?? claimedOn ?? collectedOn)
		})
		.execute();
	if (!actualFen) return;
	await work.db
		.insertInto('wishes.cost')
		.values({ ...at, id: newId(), progress_id: id, item: '原台账的实际金额', amount_fen: actualFen })
		.execute();
}
