import { generate, PostgresDialect } from 'kysely-codegen';
import { databaseOf, ownerPool } from '#kernel/db.ts';

/**
 * The row types of every table of ours in a migrated database, as the text of src/kernel/tables.ts. Dates and counts
 * come out as the parsers of src/kernel/db.ts read them.
 */
export async function rowTypes(databaseUrl: string): Promise<string> {
	const db = databaseOf(ownerPool(databaseUrl, 1));
	try {
		return await generate({
			db,
			dialect: new PostgresDialect({ dateParser: 'string' }),
			typeMapping: { int8: 'number' },
			excludePattern: '{public,graphile_worker}.*',
			outFile: null
		});
	} finally {
		await db.destroy();
	}
}
