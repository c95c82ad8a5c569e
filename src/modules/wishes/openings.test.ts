import { expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { Conflict, isKnown, Missing, Refused, statusOf } from '#kernel/errors.ts';
import { checkOpening, uncheckedOpenings, unusualMonths, unusualOpeningsIn } from '#modules/people/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { visitorNames, type Visitor } from '../../../bin/lib/access/visitors.ts';
import { mayOpenContact, activeStates, isIn, wishStates, type WishState } from './index.ts';
import { act, openWishContact, wishAtWork, wishTasks } from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const claimer = { kind: 'member', id: cast.scopes.claimer };
const DAY_MS = 86_400_000;
const at = (context: Context, moment: Date): Context => ({ ...context, clock: () => moment });

const attempt = (visitor: Visitor, wishId: string) =>
	openWishContact(cast.as(visitor), { centreId, wishId, reason: '约时间上门' }).then(
		() => 200,
		(error: unknown) => (isKnown(error) ? statusOf(error) : 500)
	);

/** The states to which the table leads without money or a double: set by hand, for what is asked is only who may look. */
const set = (wishId: string, values: object) =>
	db.updateTable('wishes.wish').set(values).where('id', '=', wishId).execute();

test('in every state and every role: contact details open to whom the policy says, each opening is written down, nothing else is', async () => {
	const walked = [
		'collected',
		'verifying',
		'published',
		'claimed',
		'implementing',
		'submitted',
		'accepted',
		'closed'
	] as const;
	for (const state of walked) {
		const wishId = await wishIn(cast, state);
		const { gridId } = cast.here;
		for (const grid of [null, gridId]) {
			await set(wishId, { grid_id: grid });
			const held = isIn([...activeStates, 'accepted', 'closed'], state)
				? [claimer as { kind: 'member'; id: string }]
				: [];
			for (const visitor of visitorNames) {
				const before = await count(wishId);
				const subject = {
					centreId,
					kind: 'wish' as const,
					state: state as WishState,
					gridId: grid,
					beneficiaryAccountId: null,
					claimers: held,
					onWall: true
				};
				const may = mayOpenContact(cast.actors[visitor], subject) !== undefined;
				const answer = await attempt(visitor, wishId);
				expect([state, grid, visitor, answer === 200]).toEqual([state, grid, visitor, may]);
				expect(may ? 200 : [403, 404]).toEqual(may ? answer : expect.arrayContaining([answer]));
				expect(await count(wishId)).toBe(before + (may ? 1 : 0));
			}
		}
	}
	expect(wishStates).toEqual(expect.arrayContaining([...walked]));
}, 60_000);

const count = async (wishId: string) =>
	(await db.selectFrom('people.disclosure').select('id').where('subject_id', '=', wishId).execute()).length;

test('a claimer loses sight the moment the wish is confirmed, filed or withdrawn, they give it back, or it is given to another', async () => {
	const opens = (wishId: string) => attempt('claimer', wishId);
	const submitted = await wishIn(cast, 'submitted');
	expect(await opens(submitted)).toBe(200);
	await act('accept', cast.as('beneficiary'), { centreId, wishId: submitted, rating: 5 });
	expect(await opens(submitted)).toBe(403);
	await act('close', cast.as('clerk'), { centreId, wishId: submitted });
	expect(await opens(submitted)).toBe(403);

	const released = await wishIn(cast, 'claimed');
	expect(await opens(released)).toBe(200);
	await act('release', cast.as('claimer'), { centreId, wishId: released, claimer, reason: '没有时间' });
	expect(await opens(released)).toBe(403); // it is on the wall again: they could take it

	const withdrawn = await wishIn(cast, 'claimed');
	await act('withdraw', cast.as('beneficiary'), { centreId, wishId: withdrawn, reason: '不需要了' });
	expect(await opens(withdrawn)).toBe(404);

	const reassigned = await wishIn(cast, 'claimed');
	const to = { kind: 'organisation', id: cast.scopes.organisation };
	await act('reassign', cast.as('clerk'), { centreId, wishId: reassigned, claimer, to, reason: '换一家来办' });
	expect(await opens(reassigned)).not.toBe(200);
	expect(await attempt('representative', reassigned)).toBe(200);
});

test('openings that stand out are kept with why, at once and when nothing followed; the leader checks them, never their own', async () => {
	const wishId = await wishIn(cast, 'claimed');
	const night = new Date(new Date(`${shanghaiDate(new Date())}T23:30:00+08:00`).getTime() + 40 * DAY_MS);
	for (let n = 0; n < 3; n += 1)
		await openWishContact(at(cast.as('clerk'), new Date(night.getTime() + n)), {
			centreId,
			wishId,
			reason: '电话核实'
		});
	const watch = (moment: Date) => wishTasks.tasks['watchOpenings']?.(at(contextOf(), moment), {});
	await watch(new Date(night.getTime() + 120_000));
	const leader = cast.as('leader');
	const lines = async (uncheckedOnly = false) =>
		(await unusualOpeningsIn(leader, centreId, { uncheckedOnly })).lines.filter(({ subject }) => subject.id === wishId);
	expect((await lines()).map(({ rules }) => rules)).toEqual([['oddHour', 'samePerson'], ['oddHour'], ['oddHour']]);
	expect(JSON.stringify(await lines())).not.toMatch(/陈小梅|1390000/);

	await watch(new Date(night.getTime() + 4 * DAY_MS));
	await watch(new Date(night.getTime() + 4 * DAY_MS));
	expect((await lines())[0]?.rules).toEqual(['notFollowed', 'oddHour', 'samePerson']);

	const openingId = (await lines())[0]?.id ?? '';
	const check = (visitor: Visitor) =>
		checkOpening(cast.as(visitor), { centreId, openingId, note: '问过本人，是回电话' });
	for (const visitor of ['clerk', 'gridWorker', 'claimer', 'otherClerk', 'guest'] as const) {
		await expect(check(visitor)).rejects.toBeInstanceOf(Missing);
		await expect(unusualOpeningsIn(cast.as(visitor), centreId, { uncheckedOnly: true })).rejects.toBeInstanceOf(
			Missing
		);
	}
	const waiting = await uncheckedOpenings(leader, centreId);
	await check('leader');
	await expect(check('auditor')).rejects.toBeInstanceOf(Conflict);
	expect(await uncheckedOpenings(leader, centreId)).toBe(waiting - 1);
	expect((await lines())[0]?.checked).toMatchObject({ by: '领导', note: '问过本人，是回电话' });
	const months = await unusualMonths(at(leader, night), centreId);
	expect(months.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(3);
	const facts = await db.selectFrom('kernel.fact').select('data').where('subject_id', '=', openingId).execute();
	expect(JSON.stringify(facts)).not.toContain('问过');
});

test('what was followed by a visit does not stand out; what another had in hand does, unless the viewer took a step', async () => {
	const [followed, anothers] = [await wishIn(cast, 'claimed'), await wishIn(cast, 'claimed')];
	const noon = new Date(new Date(`${shanghaiDate(new Date())}T12:00:00+08:00`).getTime() - 10 * DAY_MS);
	const look = (wishId: string) =>
		openWishContact(at(cast.as('clerk'), noon), { centreId, wishId, reason: `去${wishId}` });
	await look(followed);
	await look(anothers);
	await set(anothers, { handler_id: contextAccount('leader') });
	await act('assess', at(cast.as('clerk'), new Date(noon.getTime() + DAY_MS)), {
		centreId,
		wishId: followed,
		visitedOn: shanghaiDate(noon),
		visitors: '何晓彤',
		findings: '灯座松了'
	});
	await db.deleteFrom('kernel.fact_note').execute();
	await db
		.updateTable('people.opening_watch')
		.set({ looked_until: new Date(0), followed_until: new Date(0) })
		.execute();
	await wishTasks.tasks['watchOpenings']?.(at(contextOf(), new Date()), {});
	const { lines } = await unusualOpeningsIn(cast.as('leader'), centreId, { uncheckedOnly: true });
	const rulesOf = (id: string) => lines.filter(({ subject }) => subject.id === id).map(({ rules }) => rules);
	expect(rulesOf(followed).flat()).not.toContain('notFollowed');
	expect(rulesOf(anothers).flat()).toContain('notFollowed');
	expect((await wishAtWork(cast.as('clerk'), centreId, followed)).state).toBe('assessing');
});

test('nobody checks what they looked at themself', async () => {
	const wishId = await wishIn(cast, 'claimed');
	const both = { ...cast.actors.clerk, grants: [...grantsOf('clerk'), ...grantsOf('leader')] } as Context['actor'];
	const late = new Date(`${shanghaiDate(new Date(Date.now() - 20 * DAY_MS))}T22:00:00+08:00`);
	await openWishContact({ ...at(cast.as('clerk'), late), actor: both }, { centreId, wishId, reason: '晚上回电话' });
	await db
		.updateTable('people.opening_watch')
		.set({ looked_until: new Date(0) })
		.execute();
	await wishTasks.tasks['watchOpenings']?.(contextOf(), {});
	const { lines } = await unusualOpeningsIn({ ...cast.as('clerk'), actor: both }, centreId, { uncheckedOnly: true });
	const own = lines.find(({ subject }) => subject.id === wishId);
	expect(own?.isOwn).toBe(true);
	const check = checkOpening(
		{ ...cast.as('clerk'), actor: both },
		{ centreId, openingId: own?.id ?? '', note: '没有问题' }
	);
	await expect(check).rejects.toBeInstanceOf(Refused);
});

const contextAccount = (visitor: Visitor): string => {
	const actor = cast.actors[visitor];
	return actor.kind === 'account' ? actor.accountId : '';
};
const grantsOf = (visitor: Visitor) => {
	const actor = cast.actors[visitor];
	return actor.kind === 'account' ? actor.grants : [];
};
