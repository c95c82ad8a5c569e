import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import type { CallState } from '../lifecycle.ts';
import type { Urgency } from '../call.ts';

/** A call as commands need it. */
export interface CallRow {
	centreId: string;
	id: string;
	reference: string;
	title: string;
	task: string;
	urgency: Urgency;
	field: string;
	communityId: string | null;
	place: string;
	startsAt: Date;
	endsAt: Date;
	places: number;
	state: CallState;
	postId: string | null;
	shiftId: string | null;
	remindedAt: Date | null;
	openedAt: Date | null;
	overAt: Date | null;
	closingWords: string | null;
}

export const NO_CALL = '没有这份动员令。';

/** The rows of calls, as CallRow names them. */
export const callRows = (db: Db, centreId: string) =>
	db
		.selectFrom('calls.call as c')
		.where('c.centre_id', '=', centreId)
		.select([
			'c.centre_id as centreId',
			'c.id',
			'c.reference',
			'c.title',
			'c.task',
			'c.urgency',
			'c.field',
			'c.community_id as communityId',
			'c.place',
			'c.starts_at as startsAt',
			'c.ends_at as endsAt',
			'c.places',
			'c.state',
			'c.post_id as postId',
			'c.shift_id as shiftId',
			'c.reminded_at as remindedAt',
			'c.opened_at as openedAt',
			'c.over_at as overAt',
			'c.closing_words as closingWords'
		])
		.$narrowType<{ state: CallState; urgency: Urgency }>();

/**
 * The row of the call, taken before any other: alone, to change it; shared, to answer it or to tell somebody of it, so that
 * whoever ends it waits for them. Then come the told members, then the shift. Errors: Missing.
 */
export async function lockCall(db: Db, centreId: string, id: string, how: 'alone' | 'shared'): Promise<CallRow> {
	const query = callRows(db, centreId).where('c.id', '=', id);
	const row = await (how === 'alone' ? query.forUpdate('c') : query.forShare('c')).executeTakeFirst();
	if (!row) throw new Missing(NO_CALL);
	return row;
}
