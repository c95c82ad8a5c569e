import type { Db } from '#kernel/db.ts';

/** A word that a centre chooses from: a field of service or a skill. */
export interface Word {
	code: string;
	name: string;
}

export type WordList = 'serviceFields' | 'skills';

export const TABLES = { serviceFields: 'directory.service_field', skills: 'directory.skill' } as const;

/** The fields of service in use, in the order of the centre. */
export const serviceFieldsOf = (db: Db, centreId: string): Promise<Word[]> => inUse(db, 'serviceFields', centreId);

/** The skills in use, in the order of the centre. */
export const skillsOf = (db: Db, centreId: string): Promise<Word[]> => inUse(db, 'skills', centreId);

/** Retired ones too: what was done keeps its word. */
export const wordsOf = (db: Db, list: WordList, centreId: string): Promise<(Word & { active: boolean })[]> =>
	db
		.selectFrom(TABLES[list])
		.select(['code', 'name', 'active'])
		.where('centre_id', '=', centreId)
		.orderBy('active', 'desc')
		.orderBy('position')
		.orderBy('code')
		.execute();

const inUse = async (db: Db, list: WordList, centreId: string): Promise<Word[]> =>
	(await wordsOf(db, list, centreId)).filter(({ active }) => active).map(({ code, name }) => ({ code, name }));
