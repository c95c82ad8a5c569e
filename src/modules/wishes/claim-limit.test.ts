import { expect, test } from 'vitest';
import { appPool, databaseOf } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { setSetting } from '#modules/directory/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { act } from './server.ts';

const { db, url, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const claimer = { kind: 'member', id: cast.scopes.member };
const limit = (name: string, value: number) =>
	setSetting(contextOf(), {
		...{ centreId, name: `wishes.${name}`, value },
		effectiveFrom: shanghaiDate(new Date()),
		citation: '中心会议'
	});
const wishes = (count: number) => Promise.all(Array.from({ length: count }, () => wishIn(cast, 'published')));
const inHand = () =>
	db
		.selectFrom('wishes.claim')
		.select('wish_id')
		.where('member_id', '=', claimer.id)
		.where('state', '=', 'held')
		.execute();

test('a member who claims ten wishes at once gets as many as the centre allows, and is told so of the others', async () => {
	await limit('claimsPerMember', 3);
	const ids = await wishes(10);
	const pool = appPool(url, 10);
	const many = { ...cast.as('member'), db: databaseOf(pool) };
	const outcomes = await Promise.allSettled(ids.map((wishId) => act('claim', many, { centreId, wishId, claimer })));
	await pool.end();
	const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
	expect(refused).toHaveLength(7);
	for (const reason of refused) {
		expect(reason).toBeInstanceOf(Conflict);
		expect(reason.message).toContain('您手上还有3个没办完的');
	}
	expect(await inHand()).toHaveLength(3);
});

test('a clerk who claims or reassigns for somebody is held to the same limit; what is finished makes room', async () => {
	await limit('claimsPerMember', 3);
	const [wishId = '', other = ''] = await wishes(2);
	const forThem = () => act('claim', cast.as('clerk'), { centreId, wishId, claimer });
	await expect(forThem()).rejects.toThrow(/这位党员手上还有3个没办完的.*请换一位/);
	await act('claim', cast.as('claimer'), {
		...{ centreId, wishId: other, claimer: { kind: 'member', id: cast.scopes.claimer } }
	});
	const passed = { centreId, wishId: other, claimer: { kind: 'member', id: cast.scopes.claimer }, to: claimer };
	await expect(act('reassign', cast.as('clerk'), { ...passed, reason: '换人' })).rejects.toThrow(Conflict);
	const [held] = await inHand();
	const at = { centreId, wishId: held?.wish_id ?? '' };
	await act('start', cast.as('member'), at);
	await act('submit', cast.as('member'), { ...at, note: '做好了' });
	await expect(forThem()).rejects.toThrow(Conflict);
	await act('accept', cast.as('clerk'), { ...at, way: 'phone', rating: 5 });
	await forThem();
});

test('an organisation has a limit of its own', async () => {
	await limit('claimsPerOrganisation', 1);
	const unit = { kind: 'organisation', id: cast.scopes.organisation };
	const [first = '', second = ''] = await wishes(2);
	await act('claim', cast.as('representative'), { centreId, wishId: first, claimer: unit });
	await expect(act('claim', cast.as('representative'), { centreId, wishId: second, claimer: unit })).rejects.toThrow(
		/贵单位手上还有1个没办完的/
	);
});
