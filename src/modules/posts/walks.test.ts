import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKnown } from '#kernel/errors.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { asMember, membersReportedIn, openPostIn, shiftIn } from '#tests/support/shifts.ts';
import { leaveShift, putOnRoster, setQuota, signUp, waitForPlace } from './server.ts';

const { db, contextOf } = await testDatabase();
const context = contextOf();
const cast = await makeCast(db);
const centreId = cast.here.id;
const organisationId = cast.scopes.organisation;
const alone = await membersReportedIn(context, cast, 4);
const own = await membersReportedIn(context, cast, 2, organisationId);
const everyone = [...alone, ...own];
const postId = await openPostIn(context, cast);

const step = fc.record({
	what: fc.constantFrom('signUp', 'wait', 'leave', 'roster', 'quota'),
	who: fc.nat(5),
	shift: fc.nat(1),
	places: fc.nat(3)
});
let round = 0;

test('whatever people do, places are never exceeded, quotas fit, nobody is in two shifts at once, and the waiting list keeps its order', () =>
	fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
			round += 1;
			const inHours = 100 + round * 10;
			const shifts = [
				await shiftIn(context, cast, { postId, inHours, places: 2 }),
				await shiftIn(context, cast, { postId, inHours: inHours + 1, places: 3 })
			];
			for (const { what, who, shift, places } of steps) {
				const [memberId, shiftId] = [everyone[who] as string, shifts[shift] as string];
				const [as, input] = [asMember(context, cast, memberId), { centreId, shiftId, memberId }];
				const before = await waitingIn(shiftId);
				const acts = {
					signUp: () => signUp(as, input),
					wait: () => waitForPlace(as, input),
					leave: () => leaveShift(as, input),
					roster: () => putOnRoster(context, { centreId, shiftId, organisationId, memberIds: [memberId] }),
					quota: () => setQuota(context, { centreId, shiftId, organisationId, places })
				};
				await acts[what]().catch((thrown: unknown) => {
					if (!isKnown(thrown)) throw thrown;
				});
				await holds(shifts, shiftId, before);
			}
		}),
		{ numRuns: 12 }
	));

const waitingIn = async (shiftId: string): Promise<string[]> =>
	(
		await db
			.selectFrom('posts.sign_up')
			.select('member_id')
			.where('shift_id', '=', shiftId)
			.where('state', '=', 'waiting')
			.orderBy('turn')
			.execute()
	).map(({ member_id }) => member_id);

async function holds(shifts: readonly string[], touched: string, waitedBefore: readonly string[]): Promise<void> {
	const held = await db
		.selectFrom('posts.sign_up')
		.select(['shift_id', 'member_id', 'organisation_id', 'place'])
		.where('shift_id', 'in', shifts)
		.where('state', '=', 'held')
		.execute();
	expect(new Set(held.map(({ member_id }) => member_id)).size).toBe(held.length);
	for (const shiftId of shifts) {
		const { places, quota_places } = await db
			.selectFrom('posts.shift')
			.select(['places', 'quota_places'])
			.where('id', '=', shiftId)
			.executeTakeFirstOrThrow();
		const here = held.filter((row) => row.shift_id === shiftId);
		const onRoster = here.filter((row) => row.organisation_id !== null).length;
		expect(onRoster).toBeLessThanOrEqual(quota_places);
		expect(here.length - onRoster + quota_places).toBeLessThanOrEqual(places);
	}
	// who still waits does so in the same order; who came since stands at the end
	const waiting = await waitingIn(touched);
	const stayed = waitedBefore.filter((member) => waiting.includes(member));
	expect(waiting.slice(0, stayed.length)).toEqual(stayed);
}
