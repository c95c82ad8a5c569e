import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { open } from '#kernel/secrets.ts';

export interface WaitingThanks {
	wishId: string;
	reference: string;
	title: string | null;
	words: string;
	at: Date;
}

/** Thanks that may be shown and wait until a clerk has cleared them, the oldest first. For clerks: the caller has checked. */
export async function waitingThanks({ db }: Pick<Context, 'db'>, centreId: string): Promise<WaitingThanks[]> {
	const rows = await waiting(db, centreId)
		.select(['t.wish_id', 'w.reference', 'w.title', 't.words_sealed', 't.at'])
		.orderBy('t.at')
		.limit(100)
		.execute();
	return rows.map(({ wish_id, words_sealed, ...row }) => ({ ...row, wishId: wish_id, words: open(words_sealed) }));
}

export async function waitingThanksCount({ db }: Pick<Context, 'db'>, centreId: string): Promise<number> {
	const { count } = await waiting(db, centreId)
		.select(({ fn }) => fn.countAll<string>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

const waiting = (db: Db, centreId: string) =>
	db
		.selectFrom('wishes.thanks as t')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 't.centre_id').onRef('w.id', '=', 't.wish_id')
		)
		.where('t.centre_id', '=', centreId)
		.where('t.consent', '=', true)
		.where('t.public_words', 'is', null)
		.where('w.on_wall', '=', true);
