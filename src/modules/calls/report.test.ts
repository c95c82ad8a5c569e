import { expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { attestHours, enterStays } from '#modules/attendance/server.ts';
import { signUp } from '#modules/posts/server.ts';
import { openedCall, reportedMembers } from '#tests/support/calls.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { answerCall, callById, callFigures, callReport, countAudience, liveCounts, peopleOf } from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const clerk = cast.as('clerk');

const [untold = ''] = await reportedMembers(cast, 1, { communityId: cast.here.communityId });
const members = await reportedMembers(cast, 10);
// told by their kind, so that one who has reported in is not told
await db.updateTable('directory.member').set({ kind: 'retired' }).where('id', '=', untold).execute();
const callId = await openedCall(cast, { kinds: ['inService'] });
const call = await callById(clerk, centreId, callId);
const shiftId = call.shiftId ?? '';
for (const [at, memberId] of members.slice(0, 8).entries())
	await answerCall(clerk, { centreId, callId, memberId, answer: at < 6 ? 'yes' : 'no' });
await signUp(clerk, { centreId, shiftId, memberId: untold });
const later: Context = { ...clerk, clock: () => new Date(call.endsAt.getTime() + 3_600_000) };
const here = [...members.slice(0, 3), untold];
await enterStays(later, {
	...{ centreId, shiftId, by: 'sheet' },
	entries: here.map((memberId, at) => ({
		memberId,
		cameAt: call.startsAt.toISOString(),
		leftAt: at === 0 ? null : call.endsAt.toISOString()
	}))
});
await attestHours(later, {
	...{ centreId, shiftId },
	rows: members.slice(1, 3).map((memberId) => ({
		memberId,
		from: call.startsAt.toISOString(),
		to: call.endsAt.toISOString(),
		minutes: 90
	}))
});

test('who came counts for the call, told or not, each figure with its list', async () => {
	const { all, untold: unasked, communities } = await liveCounts(db, call, later.clock());
	expect(all).toMatchObject({ told: 10, yes: 6, no: 2, silent: 2, came: 4, left: 3, waiting: 0 });
	expect(unasked).toBe(1);
	expect(communities).toMatchObject([{ told: 10, came: 3, left: 2 }]);
	const { people } = await peopleOf(clerk, call, { list: 'came' });
	expect(new Set(people.map(({ memberId }) => memberId))).toEqual(new Set(here));
	expect(people.filter(({ toldAt }) => toldAt === null).map(({ memberId }) => memberId)).toEqual([untold]);
});

test('the report says who answered, who came of those who said so, and the attested hours', async () => {
	const report = await callReport(db, call, later.clock());
	expect(report).toMatchObject({ responseRate: 80, cameRate: 50, minutes: 180, attested: 2 });
	const within = { from: call.startsAt, to: call.endsAt };
	expect(await callFigures(db, centreId, within)).toEqual({
		...{ calls: 1, told: 10, answered: 8, yes: 6, came: 4 },
		responseRate: 80
	});
	const before = { from: new Date(0), to: call.startsAt };
	expect(await callFigures(db, centreId, before)).toMatchObject({ calls: 0, told: 0, responseRate: null });
});

test('whoever has attested hours in a field can be asked for by it', async () => {
	const asked = { met: 'all' as const, communities: [], grids: [], kinds: [], skills: [] };
	const next = await openedCall(cast, { kinds: ['retired'] });
	expect((await countAudience(db, centreId, next, { ...asked, fields: ['environment'] })).all).toBe(2);
	expect((await countAudience(db, centreId, next, { ...asked, fields: ['culture'] })).all).toBe(0);
});
