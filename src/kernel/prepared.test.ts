import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { testDatabase } from '#tests/support/database.ts';

const { db } = await testDatabase();

test('the server prepares a statement once and plans it for many', async () => {
	await db.connection().execute(async (connection) => {
		for (const word of ['a', 'b', 'c']) {
			const { rows } = await sql<{ word: string }>`select ${word}::text as word`.execute(connection);
			expect(rows).toEqual([{ word }]);
		}
		const { rows } = await sql<{ calls: number }>`
			select generic_plans + custom_plans as calls from pg_prepared_statements where statement like 'select $1::text as word'`.execute(
			connection
		);
		expect(rows).toEqual([{ calls: 3 }]);
	});
});

test('a statement that fails can be sent again', async () => {
	await db.connection().execute(async (connection) => {
		const divide = (by: number) => sql<{ r: number }>`select 6 / ${by}::int as r`.execute(connection);
		await expect(divide(0)).rejects.toThrow('division by zero');
		expect((await divide(2)).rows).toEqual([{ r: 3 }]);
	});
});
