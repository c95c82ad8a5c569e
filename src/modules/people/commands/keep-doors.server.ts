import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { doorIndex } from '../person-row.ts';

export const DOORS_AT_ONCE = 500;

/** Makes the doors findable of people who were kept before doors were. Returns how many were looked at. */
export const keepDoors = command('people.keepDoors', z.object({}), async ({ db }) => {
	const rows = await db
		.selectFrom('people.person')
		.select(['centre_id', 'id', 'address_sealed'])
		.where('door_kept', '=', false)
		.orderBy('centre_id')
		.orderBy('id')
		.limit(DOORS_AT_ONCE)
		.forUpdate()
		.skipLocked()
		.execute();
	for (const { centre_id, id, address_sealed } of rows)
		await db
			.updateTable('people.person')
			.set({ door_index: doorIndex(openMaybe(address_sealed)), door_kept: true })
			.where('centre_id', '=', centre_id)
			.where('id', '=', id)
			.execute();
	return rows.length;
});
