import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guest, system, type Actor, type Grant } from '#kernel/actor.ts';
import { roleNames, type Role } from '#modules/identity/index.ts';
import { activeStates, endedStates, isIn, wishActions, wishStates, type WishState } from './lifecycle.ts';
import {
	actionsOn,
	mayCollect,
	mayOpenContact,
	mayReadTold,
	maySeeAll,
	maySeePictures,
	maySeeTold,
	mayWorkOn,
	rolesOn,
	type WishSubject
} from './policy.ts';

const HERE = 'here';
const account = (...grants: Grant[]): Actor => ({ kind: 'account', accountId: 'somebody', name: '某', grants });
const grant = (role: Role, scopeId: string = HERE, centreId: string | null = HERE): Grant => ({
	role,
	centreId,
	scopeId
});

const wish = (changes: Partial<WishSubject> = {}): WishSubject => ({
	centreId: HERE,
	kind: 'wish',
	state: 'published',
	gridId: 'g1',
	beneficiaryAccountId: 'the person',
	claimers: [{ kind: 'member', id: 'm1' }],
	onWall: true,
	...changes
});

const clerk = account(grant('clerk'));
const gridWorker = account(grant('gridWorker', 'g1'));
const claimer = account(grant('member', 'm1'));
const candidate = account(grant('member', 'm2'));
const person: Actor = { kind: 'account', accountId: 'the person', name: '某', grants: [] };

describe('roles', () => {
	test('are held by what somebody is to this wish', () => {
		expect(rolesOn(guest, wish())).toEqual([]);
		expect(rolesOn(system('job'), wish())).toEqual(['system']);
		expect(rolesOn(person, wish())).toEqual(['beneficiary']);
		expect(rolesOn(candidate, wish())).toEqual(['candidate']);
		expect(rolesOn(claimer, wish())).toEqual(['candidate', 'claimer']);
		expect(rolesOn(account(grant('organisationRepresentative', 'm1')), wish())).toEqual(['candidate']);
		expect(rolesOn(clerk, wish())).toEqual(['clerk']);
		expect(rolesOn(gridWorker, wish())).toEqual(['gridWorker']);
	});

	test('a wish without an account belongs to nobody who is signed in or out', () => {
		expect(rolesOn(guest, wish({ beneficiaryAccountId: null }))).toEqual([]);
	});

	test('nobody of another centre has a role, whatever they are there', () => {
		const grants = fc.array(
			fc.record({
				role: fc.constantFrom(...roleNames),
				centreId: fc.constantFrom('there', null),
				scopeId: fc.constantFrom('there', 'm1', 'g1', HERE)
			})
		);
		fc.assert(
			fc.property(grants, fc.constantFrom(...wishStates), fc.boolean(), (held, state, onWall) => {
				const stranger = account(...held);
				const subject = wish({ state, onWall });
				expect(rolesOn(stranger, subject)).toEqual([]);
				expect(actionsOn(stranger, subject)).toEqual([]);
				expect(mayWorkOn(stranger, subject)).toBe(false);
				expect(mayOpenContact(stranger, subject)).toBeUndefined();
				expect(maySeeAll(stranger, HERE) || mayCollect(stranger, HERE) || maySeePictures(stranger, subject)).toBe(
					false
				);
			})
		);
	});
});

describe('contact details', () => {
	const opens = (actor: Actor) => wishStates.filter((state) => mayOpenContact(actor, wish({ state })) !== undefined);

	test('are open to a claimer while they are at work, and no longer once it is confirmed', () => {
		expect(opens(claimer)).toEqual(wishStates.filter((state) => isIn(activeStates, state)));
		expect(opens(claimer)).not.toContain('accepted');
		expect(opens(claimer)).not.toContain('closed');
	});

	test('are closed to whoever gave the place back, could take one, leads, administers or audits', () => {
		for (const role of ['leader', 'administrator', 'auditor', 'districtOfficer'] as const)
			expect(opens(account(grant(role)))).toEqual([]);
		expect(opens(candidate)).toEqual([]);
		expect(opens(guest)).toEqual([]);
		expect(opens(person)).toEqual([]);
	});

	test('are open to clerks, and to the workers of its own grid until the wish has ended', () => {
		const otherGrids = account(grant('gridWorker', 'g2'));
		expect(opens(clerk)).toEqual([...wishStates]);
		expect(opens(gridWorker)).toEqual(wishStates.filter((state) => !isIn(endedStates, state)));
		expect(opens(otherGrids)).toEqual([]);
	});

	test('of a home that is in no grid yet are open to a grid worker only to verify', () => {
		const open = wishStates.filter((state) => mayOpenContact(gridWorker, wish({ state, gridId: null })));
		expect(open).toEqual(['collected', 'verifying']);
	});
});

describe('who sees what', () => {
	test('staff and observers of the centre see every wish; others only their own, or what is on the wall', () => {
		const hidden = wish({ state: 'collected', onWall: false, claimers: [] });
		for (const role of ['clerk', 'gridWorker', 'leader', 'administrator', 'auditor'] as const)
			expect(mayWorkOn(account(grant(role)), hidden)).toBe(true);
		expect(mayWorkOn(person, hidden)).toBe(true);
		expect(mayWorkOn(candidate, hidden)).toBe(false);
		expect(mayWorkOn(candidate, wish())).toBe(true);
		expect(mayWorkOn(account(), wish())).toBe(false);
	});

	test('pictures that are not public are for those at work, not for those who could be', () => {
		expect(maySeePictures(claimer, wish())).toBe(true);
		expect(maySeePictures(person, wish())).toBe(true);
		expect(maySeePictures(candidate, wish())).toBe(false);
	});

	test('what a person showed with their wish is for staff and themself, not for claimers', () => {
		expect([maySeeTold(person, wish()), maySeeTold(clerk, wish())]).toEqual([true, true]);
		expect([maySeeTold(claimer, wish()), maySeeTold(candidate, wish())]).toEqual([false, false]);
	});

	test('only clerks, grid workers, social workers and building heads take a wish down for somebody else', () => {
		const collectors = roleNames.filter((role) => mayCollect(account(grant(role)), HERE));
		expect(collectors).toEqual(['clerk', 'gridWorker', 'socialWorker', 'buildingHead']);
		for (const role of ['socialWorker', 'buildingHead'] as const)
			expect([maySeeAll(account(grant(role)), HERE), mayReadTold(account(grant(role)), HERE)]).toEqual([false, false]);
	});
});

describe('buttons', () => {
	test('whoever holds a place is not offered another; with an organisation beside it they are', () => {
		expect(actionsOn(claimer, wish())).not.toContain('claim');
		expect(actionsOn(account(grant('member', 'm1'), grant('organisationRepresentative', 'o1')), wish())).toContain(
			'claim'
		);
		expect(actionsOn(clerk, wish())).toContain('claim');
	});

	test('a leader decides about money above the limit, and about nothing else', () => {
		const leader = account(grant('leader'));
		for (const state of wishStates)
			expect(actionsOn(leader, wish({ state }))).toEqual(state === 'approving' ? ['approve', 'decline'] : []);
	});

	test('only a project has a budget and milestones', () => {
		expect(actionsOn(clerk, wish({ state: 'claimed' }))).not.toContain('budget');
		expect(actionsOn(clerk, wish({ state: 'claimed', kind: 'project' }))).toContain('budget');
	});

	test('administrators, auditors and guests change nothing', () => {
		const watchers = [
			guest,
			...(['administrator', 'auditor', 'districtOfficer', 'resident'] as const).map((role) => account(grant(role)))
		];
		for (const state of wishStates)
			for (const watcher of watchers) expect(actionsOn(watcher, wish({ state }))).toEqual([]);
	});

	test('whatever is offered is an action of the table', () => {
		for (const state of wishStates as readonly WishState[])
			for (const actor of [clerk, claimer, candidate, person, gridWorker])
				for (const action of actionsOn(actor, wish({ state }))) expect(wishActions).toContain(action);
	});
});
