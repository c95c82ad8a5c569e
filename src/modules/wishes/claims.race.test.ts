import type pg from 'pg';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import { appPool, databaseOf } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publication, wishIn } from '#tests/support/wishes.ts';
import { takePlace } from './commands/claim.server.ts';
import { act } from './server.ts';

const { db, url, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const PLACES = 3;
const CLAIMERS = 50;

test('of fifty members who claim at once, exactly as many as there are places get one, and the others are told so', async () => {
	const wishId = await wishIn(cast, 'verifying');
	await act('publish', cast.as('clerk'), { centreId, wishId, ...publication, places: PLACES });
	const members: string[] = [];
	for (let at = 0; at < CLAIMERS; at += 1)
		members.push(await registerMember(contextOf(), { centreId, name: `梁志${at}`, form: '先生', kind: 'inService' }));

	const pool: pg.Pool = appPool(url, CLAIMERS);
	const many = databaseOf(pool);
	await Promise.all(members.map(() => pool.connect().then((client) => client.release())));
	const outcomes = await Promise.allSettled(
		members.map((id) => {
			const actor: Actor = {
				kind: 'account',
				accountId: id,
				name: '梁先生',
				grants: [{ role: 'member', centreId, scopeId: id }]
			};
			const claimer = { kind: 'member' as const, id };
			// not through `act`, which lets one of this process go at a time: here the lock of the row has to hold
			return takePlace({ db: many, actor, clock: systemClock }, { centreId, wishId, claimer });
		})
	);
	await pool.end();

	const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
	expect(refused).toHaveLength(CLAIMERS - PLACES);
	for (const reason of refused) expect(reason).toBeInstanceOf(Conflict);
	const held = await db
		.selectFrom('wishes.claim')
		.select(['place', 'lead'])
		.where('wish_id', '=', wishId)
		.where('state', '=', 'held')
		.orderBy('place')
		.execute();
	expect(held.map(({ place }) => place)).toEqual([1, 2, 3]);
	expect(held.filter(({ lead }) => lead)).toHaveLength(1);
	const wish = await db
		.selectFrom('wishes.wish')
		.select(['state', 'claimed_count'])
		.where('id', '=', wishId)
		.executeTakeFirst();
	expect(wish).toEqual({ state: 'claimed', claimed_count: PLACES });
	const facts = await db
		.selectFrom('kernel.fact')
		.select('id')
		.where('subject_id', '=', wishId)
		.where('action', '=', 'wish.claimed')
		.execute();
	expect(facts).toHaveLength(PLACES);
});
