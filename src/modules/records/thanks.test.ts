import { expect, test } from 'vitest';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { voidHours } from '#modules/attendance/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import {
	addRule,
	applyRule,
	changeRule,
	confirmRecognition,
	dismissRecognition,
	isNamed,
	nameMe,
	recognitionsIn,
	revokeRecognition,
	thankedMembers,
	thankedOrganisations
} from './server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [clerk, leader] = [cast.as('clerk'), cast.as('leader')];
const [one, other] = [cast.scopes.claimer, cast.scopes.member];
const rule = { centreId, name: '季度服务之星', subjectKind: 'member', every: 'quarter', leastHours: 2 } as const;
const suggested = async () => (await recognitionsIn(clerk, centreId, { state: 'suggested' })).recognitions;

test('a rule asks for something, in fields that exist, and only the desk sets it', async () => {
	await expect(addRule(clerk, { ...rule, leastHours: undefined })).rejects.toThrow(Invalid);
	await expect(addRule(clerk, { ...rule, fields: ['gardening'] })).rejects.toThrow(Invalid);
	await expect(addRule(cast.as('administrator'), rule)).rejects.toThrow(Refused);
	await expect(addRule(cast.as('member'), rule)).rejects.toThrow(Missing);
});

test('a rule suggests each once; a person decides, on what the rows say then', async () => {
	const ruleId = await addRule(clerk, { ...rule, fields: ['environment'] });
	await expect(addRule(clerk, rule)).rejects.toThrow(Conflict);
	const hours = await served(db, { centreId, memberId: one, day: '2026-01-10', minutes: 120 });
	await served(db, { centreId, memberId: other, day: '2026-01-10', minutes: 119 });
	await served(db, { centreId, memberId: other, day: '2026-01-11', minutes: 60, field: 'waste' });
	await expect(applyRule(clerk, { centreId, ruleId, period: '2026' })).rejects.toThrow(Conflict);
	expect(await applyRule(clerk, { centreId, ruleId, period: '2026Q1' })).toBe(1);
	expect(await applyRule(clerk, { centreId, ruleId, period: '2026Q1' })).toBe(0);
	const [recognition] = await suggested();
	expect(recognition).toMatchObject({ subject: { id: one, label: '苏启文' }, minutes: 120, times: 1 });
	const place = { centreId, recognitionId: recognition?.id ?? '' };
	await voidHours(clerk, { centreId, hoursId: hours, reason: '登记错了人' });
	await expect(confirmRecognition(clerk, place)).rejects.toThrow(Conflict);
	await served(db, { centreId, memberId: one, day: '2026-01-12', minutes: 150 });
	await confirmRecognition(leader, place);
	const { recognitions } = await recognitionsIn(clerk, centreId, { state: 'confirmed' });
	expect(recognitions).toMatchObject([{ minutes: 150, actions: [] }]);
	await expect(dismissRecognition(clerk, place)).rejects.toThrow(Conflict);
	await changeRule(clerk, { ...rule, ruleId, active: false });
	await expect(applyRule(clerk, { centreId, ruleId, period: '2026Q1' })).rejects.toThrow(Conflict);
});

test('nobody is thanked publicly without their own consent, and no longer than it stands', async () => {
	expect((await thankedMembers(db, centreId)).aliases).toEqual([]);
	await expect(nameMe(cast.as('member'), { centreId, memberId: one, agreed: true })).rejects.toThrow(Missing);
	await expect(nameMe(leader, { centreId, memberId: one, agreed: true })).rejects.toThrow(Refused);
	await nameMe(cast.as('claimer'), { centreId, memberId: one, agreed: true });
	await nameMe(clerk, { centreId, memberId: other, agreed: true });
	// who was not recognised has nothing to be thanked for
	expect((await thankedMembers(db, centreId)).aliases).toEqual(['苏先生']);
	await nameMe(cast.as('claimer'), { centreId, memberId: one, agreed: false });
	expect((await thankedMembers(db, centreId)).aliases).toEqual([]);
	expect(await isNamed(db, centreId, one)).toBe(false);
	await nameMe(cast.as('claimer'), { centreId, memberId: one, agreed: true });
	expect((await thankedMembers(db, centreId)).aliases).toEqual(['苏先生']);
	const { recognitions } = await recognitionsIn(clerk, centreId, { state: 'confirmed' });
	const place = { centreId, recognitionId: recognitions[0]?.id ?? '' };
	await expect(revokeRecognition(clerk, { ...place, reason: '有人冒名' })).rejects.toThrow(Refused);
	await revokeRecognition(leader, { ...place, reason: '有人冒名' });
	expect((await thankedMembers(db, centreId)).aliases).toEqual([]);
});

test('organisations are thanked by name for what they brought on their roster', async () => {
	const ruleId = await addRule(clerk, { ...rule, name: '热心单位', subjectKind: 'organisation' });
	await served(db, { centreId, memberId: one, day: '2026-02-10', rosterOf: cast.scopes.organisation });
	await applyRule(clerk, { centreId, ruleId, period: '2026Q1' });
	const [recognition] = await suggested();
	await confirmRecognition(clerk, { centreId, recognitionId: recognition?.id ?? '' });
	expect(await thankedOrganisations(db, centreId)).toEqual(['样例街小学']);
});
