import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { kindredOf } from '#modules/people/server.ts';
import { endedStates, isIn, type WishState } from '../lifecycle.ts';
import { mayReadTold } from '../policy.ts';
import type { Channel, WishKind } from '../wish.ts';
import type { Duplicate, Sameness } from './duplicate.ts';
import { bandsIn, needIn } from './keep.server.ts';
import { ALIKE, likenessOf } from './likeness.ts';

const MOST = 8;
/** As many as are looked at: of each band, alike at all, and of one person. The work is the same however large the centre is. */
const OF_BAND = 20;
const ALIKE_AT_ALL = 40;
const OF_PERSON = 10;

/**
 * Which other entries of the centre may be the same wish, of any channel and year, the most likely first: told by the same
 * person, number or door, or in words that are much alike. Nothing for whoever may not read what was told.
 */
export async function duplicatesOf(context: Context, centreId: string, wishId: string): Promise<Duplicate[]> {
	if (!mayReadTold(context.actor, centreId) || !isId(wishId)) return [];
	const { db } = context;
	const own = await db
		.selectFrom('wishes.wish')
		.select(['person_id', 'told_sealed'])
		.where('centre_id', '=', centreId)
		.where('id', '=', wishId)
		.executeTakeFirst();
	if (!own) return [];
	const sameAs = new Map<string, Sameness[]>([[own.person_id, ['person']]]);
	for (const { personId, same } of await kindredOf(db, centreId, own.person_id))
		sameAs.set(personId, [...(sameAs.get(personId) ?? []), same]);
	const need = needIn(open(own.told_sealed));
	const rows = await candidates(context, {
		centreId,
		wishId,
		bands: bandsIn(centreId, need),
		persons: [...sameAs.keys()]
	});
	return rows
		.map((row) => {
			const likeness = likenessOf(need, needIn(open(row.told_sealed)));
			const why: Sameness[] = [...(sameAs.get(row.person_id) ?? []), ...(likeness >= ALIKE ? (['text'] as const) : [])];
			return { row, likeness: likeness >= ALIKE ? likeness : 0, why };
		})
		.filter(({ why }) => why.length > 0)
		.sort((a, b) => weightOf(b) - weightOf(a) || (a.row.id < b.row.id ? 1 : -1))
		.slice(0, MOST)
		.map(({ row, likeness, why }) => ({
			id: row.id,
			reference: row.reference,
			kind: row.kind,
			channel: row.channel,
			state: row.state,
			collectedOn: row.collected_on,
			title: row.title ?? `${row.category_name}的心愿`,
			why,
			likeness: likeness > 0 ? Math.round(likeness * 100) : null,
			goesOn: goesOn(row)
		}));
}

const goesOn = ({ state }: Pick<Candidate, 'state'>): boolean => !isIn(endedStates, state);

/** The likest first; several reasons count more than one, and what can still be worked on more than what is over. */
const weightOf = ({ row, likeness, why }: { row: Candidate; likeness: number; why: readonly Sameness[] }): number =>
	likeness + why.length / 10 + (goesOn(row) ? 0.3 : 0);

interface Candidate {
	id: string;
	reference: string;
	kind: WishKind;
	channel: Channel;
	state: WishState;
	collected_on: string;
	title: string | null;
	category_name: string;
	person_id: string;
	told_sealed: Buffer;
}

interface Search {
	centreId: string;
	wishId: string;
	bands: readonly number[];
	persons: readonly string[];
}

/** Every part is one walk along an index, the newest first. What is known to be the same already is left out. */
async function candidates({ db }: Context, { centreId, wishId, bands, persons }: Search): Promise<Candidate[]> {
	const { rows } = await sql<Candidate>`
		select w.id, w.reference, w.kind, w.channel, w.state, w.collected_on, w.title, c.name as category_name, w.person_id, w.told_sealed
		from wishes.near_to(${centreId}, ${wishId}, ${bands}, ${persons}, ${OF_BAND}, ${ALIKE_AT_ALL}, ${OF_PERSON}) as found (id)
		join wishes.wish w on w.centre_id = ${centreId} and w.id = found.id
		join wishes.wish self on self.centre_id = ${centreId} and self.id = ${wishId}
		join wishes.category c on c.centre_id = w.centre_id and c.code = w.category
		where w.id <> self.id
			and w.id is distinct from self.merged_into_id and w.id is distinct from self.converted_into_id
			and w.merged_into_id is distinct from self.id and w.converted_into_id is distinct from self.id`.execute(db);
	return rows;
}
