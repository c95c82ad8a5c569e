import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { open } from '#kernel/secrets.ts';
import type { WishState } from '../lifecycle.ts';
import { mayReadTold } from '../policy.ts';
import type { Channel, WishKind } from '../wish.ts';
import { picturesOf, recordsOf, type PictureView, type Records } from './parts.server.ts';
import { historyOf, type Happening } from './timeline.server.ts';

/** Another entry of the same need. */
export interface RelatedWish {
	id: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	channel: Channel;
	collectedOn: string;
	relation: 'mergedInto' | 'mergedFrom' | 'convertedInto' | 'convertedFrom';
	/** What came before, when it has ended and goes on here; null for where it goes on. */
	before: {
		/** In the person's own words; for staff who act on it. */
		told: string | null;
		verifications: Records['verifications'];
		pictures: PictureView[];
		history: Happening[];
	} | null;
}

/** As many entries as are shown: nobody merges more by hand. */
const MOST = 20;

/** What a wish was merged with, or converted from and into: both histories stay to be read. For staff: the caller has checked. */
export async function relatedTo(context: Context, centreId: string, wishId: string): Promise<RelatedWish[]> {
	const { rows } = await sql<Omit<RelatedWish, 'before'> & { told: Buffer }>`
		select o.id, o.reference, o.kind, o.state, o.channel, o.collected_on as "collectedOn", o.told_sealed as told, r.relation
		from (
			select merged_into_id as id, 'mergedInto' as relation from wishes.wish where centre_id = ${centreId} and id = ${wishId}
			union all
			select converted_into_id, 'convertedInto' from wishes.wish where centre_id = ${centreId} and id = ${wishId}
			union all
			select id, 'mergedFrom' from wishes.wish where centre_id = ${centreId} and merged_into_id = ${wishId}
			union all
			select id, 'convertedFrom' from wishes.wish where centre_id = ${centreId} and converted_into_id = ${wishId}
		) as r join wishes.wish o on o.centre_id = ${centreId} and o.id = r.id
		order by o.collected_on, o.id limit ${MOST}`.execute(context.db);
	return Promise.all(
		rows.map(async ({ told, ...related }) => ({
			...related,
			before: related.relation.endsWith('From') ? await beforeOf(context, centreId, related.id, told) : null
		}))
	);
}

async function beforeOf(context: Context, centreId: string, id: string, told: Buffer): Promise<RelatedWish['before']> {
	return {
		told: mayReadTold(context.actor, centreId) ? open(told) : null,
		verifications: (await recordsOf(context, centreId, id)).verifications,
		pictures: await picturesOf(context.db, centreId, id),
		history: await historyOf(context.db, centreId, id, true)
	};
}
