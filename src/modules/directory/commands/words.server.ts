import { command } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newReference } from '#kernel/ids.ts';
import { AddWord, ChangeWord } from '../forms.ts';
import { TABLES, wordsOf } from '../queries/words.server.ts';
import { mustKeep, recordKept, told, UNIQUE } from './keeping.server.ts';

/** A field of service or a skill of the centre's own. Returns its code. Tells `word.added`. Errors: Refused; Conflict when there is one of this name. */
export const addWord = command('directory.addWord', AddWord, async (work, { centreId, list, name }) => {
	mustKeep(work, centreId);
	const code = `own${newReference()}`;
	const position = (await wordsOf(work.db, list, centreId)).length;
	await work.db
		.insertInto(TABLES[list])
		.values({ centre_id: centreId, code, name, position })
		.execute()
		.catch(told(UNIQUE, taken(name)));
	await recordKept(work, {
		...{ centreId, subject: { kind: 'centre', id: centreId }, action: 'word.added' },
		data: { list, code }
	});
	return code;
});

/** Renames a word, retires it or takes it into use again. Tells `word.changed`. Errors: Refused, Missing, Conflict. */
export const changeWord = command('directory.changeWord', ChangeWord, async (work, input) => {
	const { centreId, list, code, name, active } = input;
	mustKeep(work, centreId);
	const changed = await work.db
		.updateTable(TABLES[list])
		.set({ name, active })
		.where('centre_id', '=', centreId)
		.where('code', '=', code)
		.returning('code')
		.executeTakeFirst()
		.catch(told(UNIQUE, taken(name)));
	if (!changed) throw new Missing('没有这一项。');
	await recordKept(work, {
		...{ centreId, subject: { kind: 'centre', id: centreId }, action: 'word.changed' },
		data: { list, code, active }
	});
});

const taken = (name: string) => new Conflict(`已经有“${name}”了。停用的可以重新启用。`);
