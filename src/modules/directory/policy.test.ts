import { expect, test } from 'vitest';
import { guest, system, type Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/ids.ts';
import { roleNames } from '#modules/identity/index.ts';
import { isStaff, mayEnterDesk, mayManage, staffRoleOf } from './index.ts';
import { keeperRoleOf } from './policy.ts';

const [here, there] = [newId(), newId()];
const holding = (...held: [role: string, centreId: string | null][]): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: '甲',
	grants: held.map(([role, centreId]) => ({ role, centreId, scopeId: centreId ?? newId() }))
});
const allowed = (may: (actor: Actor, centreId: string) => boolean, at: string | null) =>
	roleNames.filter((role) => may(holding([role, at]), here));

test('who manages, works at and may enter the desk of a centre', () => {
	expect(allowed(mayManage, here)).toEqual(['administrator']);
	expect(allowed(isStaff, here)).toEqual(['clerk', 'gridWorker', 'leader', 'administrator']);
	expect(allowed(mayEnterDesk, here)).toEqual([
		'clerk',
		'gridWorker',
		'socialWorker',
		'buildingHead',
		'leader',
		'districtOfficer',
		'administrator',
		'auditor'
	]);
	expect(allowed((actor, centreId) => keeperRoleOf(actor, centreId) !== undefined, here)).toEqual([
		'clerk',
		'administrator'
	]);
});

test('of the roles of the whole district, the administrator manages, the officer and the auditor look', () => {
	expect(allowed(mayManage, null)).toEqual(['administrator']);
	expect(allowed(isStaff, null)).toEqual(['administrator']);
	expect(allowed(mayEnterDesk, null)).toEqual(['districtOfficer', 'administrator', 'auditor']);
});

test('a role in another centre is none here, and neither guests nor the system are staff', () => {
	for (const may of [mayManage, isStaff, mayEnterDesk]) {
		expect(allowed(may, there)).toEqual([]);
		expect([guest, system('job')].map((actor) => may(actor, here))).toEqual([false, false]);
	}
	expect([guest, system('job')].map((actor) => keeperRoleOf(actor, here))).toEqual([undefined, 'system']);
});

test('facts name the role nearest to the daily work', () => {
	expect(staffRoleOf(holding(['administrator', here], ['gridWorker', here], ['clerk', there]), here)).toBe(
		'gridWorker'
	);
	expect(keeperRoleOf(holding(['administrator', null], ['clerk', here]), here)).toBe('clerk');
});
