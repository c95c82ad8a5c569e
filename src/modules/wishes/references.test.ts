import { expect, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { referencesOf, wishAtWork } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;

test('a wish, and each claim of it, leads to its reference number; what is of another centre leads nowhere', async () => {
	const wishId = await wishIn(cast, 'claimed');
	const { reference } = await wishAtWork(cast.as('clerk'), centreId, wishId);
	const { id: claimId } = await db
		.selectFrom('wishes.claim')
		.select('id')
		.where('wish_id', '=', wishId)
		.limit(1)
		.executeTakeFirstOrThrow();
	expect(await referencesOf(db, centreId, [wishId, claimId, newId()])).toEqual(
		new Map([
			[wishId, { wishId, reference }],
			[claimId, { wishId, reference }]
		])
	);
	expect(await referencesOf(db, newId(), [wishId, claimId])).toEqual(new Map());
	expect(await referencesOf(db, centreId, [])).toEqual(new Map());
});
