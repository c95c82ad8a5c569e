import type { Db } from '#kernel/db.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { plainName, sameName } from './writing.ts';

/** The people of a centre by their full names, as the names were given: for lists that tell of many. Nothing is opened. */
export async function personsByName(
	db: Db,
	centreId: string,
	names: readonly string[]
): Promise<Map<string, string[]>> {
	const wanted = new Map(
		names
			.filter((name) => plainName(name) !== '')
			.map((name) => [name, blindIndex('name', sameName(name)).toString('hex')])
	);
	if (wanted.size === 0) return new Map();
	const rows = await db
		.selectFrom('people.person')
		.select(['id', 'name_index'])
		.where('centre_id', '=', centreId)
		.where(
			'name_index',
			'in',
			[...new Set(wanted.values())].map((index) => Buffer.from(index, 'hex'))
		)
		.execute();
	const found = Map.groupBy(rows, ({ name_index }) => name_index?.toString('hex') ?? '');
	return new Map([...wanted].map(([name, index]) => [name, (found.get(index) ?? []).map(({ id }) => id)]));
}
