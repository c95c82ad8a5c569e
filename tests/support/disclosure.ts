import type { Db } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import type { Stage } from './stage.ts';

/** What waits for a decision of its own in each of these forms, made anew for each visitor; nothing for other forms. */
export async function waitingFor(stage: Stage, address: string): Promise<Record<string, string>> {
	if (address.startsWith('POST /desk/[centre]/wishes/proposals'))
		return { proposalId: await proposal(stage), reason: '一直没有联系' };
	if (address === 'POST /desk/[centre]/audit/unusual')
		return { openingId: await unusualOpening(stage), note: '问过本人，是回电话' };
	return {};
}

const at = new Date('2026-05-01T03:00:00Z');

/** A claimer who was not in touch in time. */
async function proposal({ db, here, freshWish }: Stage): Promise<string> {
	const [id, wishId] = [newId(), await freshWish('claimed')];
	const { id: claimId } = await db
		.selectFrom('wishes.claim')
		.select('id')
		.where('wish_id', '=', wishId)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('wishes.release_proposal')
		.values({ centre_id: here.id, id, claim_id: claimId, wish_id: wishId, proposed_at: at })
		.execute();
	return id;
}

/** Somebody who has left since looked at contact details at night. */
async function unusualOpening({ db, here, freshWish }: Stage): Promise<string> {
	const [id, wishId, viewerId] = [newId(), await freshWish('claimed'), newId()];
	await db
		.insertInto('people.disclosure')
		.values({
			...{ centre_id: here.id, id, person_id: await personOf(db, wishId), subject_kind: 'wish', subject_id: wishId },
			...{ fields: ['phone'], viewer_id: viewerId, viewer_role: '工作人员', reason: '电话核实', at }
		})
		.execute();
	await db
		.insertInto('people.unusual_opening')
		.values({ centre_id: here.id, disclosure_id: id, viewer_id: viewerId, at, rules: ['oddHour'], found_at: at })
		.execute();
	return id;
}

const personOf = async (db: Db, wishId: string): Promise<string> =>
	(await db.selectFrom('wishes.wish').select('person_id').where('id', '=', wishId).executeTakeFirstOrThrow()).person_id;
