import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { isKnown } from '#kernel/errors.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { accountByPhone, activeGrants, createAccount } from '#modules/identity/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { memberActions, memberCheckInLifecycle, type MemberState } from './lifecycle.ts';
import {
	actOnMember,
	actOnOrganisation,
	activeCheckInsOf,
	isReported,
	reportMember,
	reportMyself,
	reportOwnUnit,
	reportRoster,
	reportUnit
} from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [first = '', second = ''] = (await communitiesOf(db, centreId)).map(({ id }) => id);

let phones = 13_700_000_000;
const freshPhone = () => String((phones += 1));

/** Somebody who came with phone and code: an account without any role. */
async function visitor(phone = freshPhone()): Promise<{ context: Context; phone: string; accountId: string }> {
	const accountId = await createAccount(contextOf(), { name: '居民', phone });
	const actor: Actor = { kind: 'account', accountId, name: '居民', grants: [] };
	return { context: contextOf(actor), phone, accountId };
}

const myself = (name: string, communityId = first) => ({
	...{ centreId, name, communityId, consent: true as const, skills: ['repair'], freeTimes: ['5-0'] }
});

const accept = (checkInId: string) => actOnMember('accept', cast.as('clerk'), { centreId, checkInId });

const memberRow = (id: string) =>
	db
		.selectFrom('checkins.member_check_in as c')
		.innerJoin('directory.member as m', 'm.id', 'c.member_id')
		.select(['c.state', 'c.member_id', 'm.active', 'c.moved_to_id', 'c.kind', 'm.skills'])
		.where('c.id', '=', id)
		.executeTakeFirstOrThrow();

test('a member who reports in can be called on, and acts as a member, only once the centre has accepted', async () => {
	const { context, accountId } = await visitor();
	const { id, isNew } = await reportMyself(context, myself('梁慧敏'));
	const waiting = await memberRow(id);
	expect([isNew, waiting.state, waiting.active, waiting.skills]).toEqual([true, 'reported', false, ['repair']]);
	expect(await activeGrants(db, accountId)).toEqual([]);
	await accept(id);
	const { state, active, member_id: memberId } = await memberRow(id);
	expect([state, active]).toEqual(['active', true]);
	expect(await activeGrants(db, accountId)).toEqual([{ role: 'member', centreId, scopeId: memberId }]);
	expect(await isReported(db, centreId, { kind: 'member', id: memberId })).toBe(true);
	expect((await activeCheckInsOf(db, centreId, memberId)).map(({ communityId }) => communityId)).toEqual([first]);
});

test('the same name and phone is the same member, whoever reports them in; another name at that phone is not', async () => {
	const { context, phone, accountId } = await visitor();
	const entered = await reportMember(cast.as('clerk'), { centreId, name: '何永强', phone, communityId: first });
	await accept(entered.id);
	const again = await reportMyself(context, myself('何永强'));
	expect([again.id, again.isNew]).toEqual([entered.id, false]);
	// known by name and proven phone: from now on the account acts as this member
	expect((await activeGrants(db, accountId)).map(({ role }) => role)).toEqual(['member']);
	const wife = await reportMember(cast.as('clerk'), { centreId, name: '刘秀英', phone, communityId: first });
	expect((await memberRow(wife.id)).member_id).not.toBe((await memberRow(entered.id)).member_id);
});

test('a member may serve in two communities; a transfer ends one check-in and opens the next in one step', async () => {
	const { context } = await visitor();
	const here = await reportMyself(context, myself('邓志华'));
	await accept(here.id);
	const moved = await actOnMember('transfer', context, {
		centreId,
		checkInId: here.id,
		communityId: second,
		reason: '搬家'
	});
	const next = await memberRow(moved.nextId ?? '');
	expect([(await memberRow(here.id)).state, next.state]).toEqual(['movedOut', 'active']);
	expect((await memberRow(here.id)).moved_to_id).toBe(moved.nextId);
	const back = await reportMyself(context, myself('邓志华'));
	await accept(back.id);
	expect(await activeCheckInsOf(db, centreId, next.member_id)).toHaveLength(2);
});

test('an organisation that nobody knew comes into the directory when it is accepted, and its contact speaks for it', async () => {
	const { context, accountId } = await visitor();
	const unit = {
		centreId,
		name: '云山软件公司',
		kind: 'newSector' as const,
		contactName: '谢家明',
		fields: ['culture']
	};
	const made = await reportOwnUnit(context, unit);
	const twice = await reportUnit(cast.as('clerk'), { ...unit, contactPhone: freshPhone() });
	expect([twice.id, twice.isNew]).toEqual([made.id, false]);
	await actOnOrganisation('accept', cast.as('clerk'), { centreId, checkInId: made.id });
	const [grant] = await activeGrants(db, accountId);
	expect(grant?.role).toBe('organisationRepresentative');
	expect(await isReported(db, centreId, { kind: 'organisation', id: grant?.scopeId ?? '' })).toBe(true);
	const later = await reportOwnUnit(context, unit);
	expect([later.id, later.isNew]).toEqual([made.id, false]);
});

test('a list of members is reported in whole, or, with a line that cannot be read, not at all', async () => {
	const roster = { centreId, organisationId: cast.scopes.organisation, communityId: first, told: true as const };
	const people = `1. 陈国栋 ${freshPhone()}\n${freshPhone()}，林少芬\n\n`;
	const representative = cast.as('representative');
	const broken = reportRoster(representative, { ...roster, people: `${people}王 138` });
	await expect(broken).rejects.toThrow('第4行');
	expect(await reportRoster(representative, { ...roster, people })).toEqual({ reported: 2, known: 0 });
	expect(await reportRoster(representative, { ...roster, people })).toEqual({ reported: 0, known: 2 });
	await expect(reportRoster(cast.as('member'), { ...roster, people })).rejects.toThrow('只有本单位的代表');
});

test('whoever tries whatever in whichever order: a transition does what the table says, or says why not and changes nothing', async () => {
	const input = (action: string) =>
		action === 'transfer'
			? { communityId: second, reason: '搬家' }
			: action === 'accept' || action === 'confirm'
				? {}
				: { reason: '搬走了' };
	const who = fc.constantFrom(
		'clerk',
		'clerk',
		'own',
		'own',
		'representative',
		'resident',
		'leader',
		'otherClerk',
		'guest'
	);
	const move = fc.record({ action: fc.constantFrom(...memberActions), who });
	await fc.assert(
		fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 9 }), async (moves) => {
			const { context } = await visitor();
			const { id: checkInId } = await reportMyself(context, myself('曾晓雯'));
			let now = (await memberRow(checkInId)).state as MemberState;
			for (const { action, who } of moves) {
				const as = who === 'own' ? context : cast.as(who as 'clerk');
				const outcome = await actOnMember(action, as, { ...input(action), centreId, checkInId }).catch(
					(error: unknown) => error as Error
				);
				const then = (await memberRow(checkInId)).state as MemberState;
				if (outcome instanceof Error) {
					expect([isKnown(outcome), outcome.message]).toEqual([true, outcome.message]);
					expect(then).toBe(now);
				} else expect(memberCheckInLifecycle.states[now].on[action]?.to).toEqual([then]);
				now = then;
			}
		}),
		{ numRuns: 20 }
	);
}, 60_000);

test('every account that acted is one that signed in by its phone', async () => {
	const { context, phone, accountId } = await visitor();
	expect(await accountByPhone(db, phone)).toBe(accountId);
	const withoutPhone: Actor = {
		kind: 'account',
		accountId: await createAccount(contextOf(), {
			name: '没有手机',
			username: 'no.phone',
			password: 'plum-blossom-9'
		}),
		name: '没有手机',
		grants: []
	};
	await expect(reportMyself(contextOf(withoutPhone), myself('叶淑贞'))).rejects.toThrow('没有手机号');
	await expect(reportMyself(context, { ...myself('叶淑贞'), skills: ['flying'] })).rejects.toThrow(
		'请从列出的特长里选'
	);
});

test('figures are at every moment what counting the rows gives, folded or not', async () => {
	const drift = () => sql`select * from statistics.check_in_drift`.execute(db);
	expect((await drift()).rows).toEqual([]);
	await sql`select statistics.fold_check_ins(40)`.execute(db);
	expect((await drift()).rows).toEqual([]);
});
