import { expect, test } from 'vitest';
import { workIn } from '#kernel/command.ts';
import { newId, NO_CENTRE } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { messageCounts, sendMessage } from './server.ts';

const { db, contextOf } = await testDatabase();

test('messages of a centre and those without one are counted by how they stand', async () => {
	const [here, there] = [newId(), newId()];
	for (const centreId of [here, here, NO_CENTRE, there])
		await db
			.transaction()
			.execute((transaction) =>
				sendMessage(workIn(contextOf(), transaction), { centreId, to: '13812345678', text: '您好' })
			);
	await db
		.updateTable('notifications.message')
		.set({ state: 'failed', error: '503' })
		.where('centre_id', '=', NO_CENTRE)
		.execute();
	expect(await messageCounts(db, here)).toEqual({ outbox: 2, sent: 0, failed: 1 });
	expect(await messageCounts(db, newId())).toEqual({ outbox: 0, sent: 0, failed: 1 });
});
