import type { Work } from '#kernel/command.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { endDeadline } from '#modules/deadlines/server.ts';
import type { CostItem } from '../forms.ts';
import { requirePast } from './claim.server.ts';
import { sendConfirmation } from './confirmation.server.ts';
import { insertCosts } from './costs.server.ts';
import { attachDocuments } from './documents.server.ts';
import { attachPictures } from './pictures.server.ts';
import { recorder, transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/** A visit to where the work will be: who went, what they found, what it may cost. */
export const assessSite = transition('assess', async (work, wish, input) => {
	requirePast(work, 'visitedOn', input.visitedOn);
	await work.db
		.insertInto('wishes.assessment')
		.values({
			centre_id: wish.centreId,
			id: newId(),
			wish_id: wish.id,
			visited_on: input.visitedOn,
			visitors: input.visitors,
			findings: input.findings,
			estimate_fen: input.estimate ?? null,
			recorded_by: recorder(work)
		})
		.execute();
	await attachPictures(work, wish, 'before', input.pictureIds);
	return { data: { visitedOn: input.visitedOn, estimateFen: input.estimate ?? null } };
});

/** From here on the claimers are at work; whether they have made contact no longer waits. */
export const startWork = transition('start', async (work, wish, { note }) => {
	if (wish.claims.length === 0) throw new Conflict('还没有人认领，不能开始实施。');
	for (const { id } of wish.claims)
		await endDeadline(work, { centreId: wish.centreId, subject: { kind: 'claim', id }, as: 'met' });
	return { data: { claimed: wish.claims.length }, note };
});

export const reportProgress = transition('report', async (work, wish, { note, costs, pictureIds, receiptIds }) => {
	const progressId = await insertProgress(work, wish, { note, costs });
	await attachPictures(work, wish, 'during', pictureIds);
	await attachDocuments(work, wish, receiptIds, { purpose: 'receipt', progressId });
	return { data: { costFen: sumOf(costs), pictures: pictureIds.length, receipts: receiptIds.length } };
});

/** The work is done, say those who did it. The person is asked whether it is: by a link and a code to their phone. */
export const submitWork = transition('submit', async (work, wish, { pictureIds, receiptIds, documentIds, ...said }) => {
	const { costs, handedTo, handedOn } = said;
	if (handedOn !== undefined) {
		if (handedTo === undefined) throw new Invalid(HANDED_TO, [{ field: 'handedTo', message: HANDED_TO }]);
		requirePast(work, 'handedOn', handedOn);
	}
	const progressId = await insertProgress(work, wish, said);
	await attachPictures(work, wish, 'after', pictureIds);
	await attachDocuments(work, wish, receiptIds, { purpose: 'receipt', progressId });
	await attachDocuments(work, wish, documentIds, { purpose: 'acceptance' });
	const asked = await sendConfirmation(work, wish);
	return {
		set: { submitted_on: shanghaiDate(work.clock()) },
		data: {
			costFen: sumOf(costs),
			pictures: pictureIds.length,
			receipts: receiptIds.length,
			documents: documentIds.length,
			asked
		},
		result: { asked }
	};
});

const sumOf = (costs: readonly CostItem[]) => costs.reduce((sum, { amountFen }) => sum + amountFen, 0);

const HANDED_TO = '请写交给了谁，用称呼就可以';

interface Told {
	note: string;
	costs: readonly CostItem[];
	handedTo?: string | undefined;
	handedOn?: string | undefined;
}

/** Returns the id of the entry. */
async function insertProgress(
	work: Work,
	wish: LockedWish,
	{ note, costs, handedTo, handedOn }: Told
): Promise<string> {
	const id = newId();
	await work.db
		.insertInto('wishes.progress')
		.values({
			centre_id: wish.centreId,
			wish_id: wish.id,
			id,
			note,
			handed_to: handedTo ?? null,
			handed_on: handedOn ?? null,
			recorded_by: recorder(work),
			recorded_at: work.clock()
		})
		.execute();
	await insertCosts(work, wish, id, costs);
	return id;
}
