import { beforeAll, expect, test } from 'vitest';
import { clockAt } from '#kernel/clock.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { addOrganisation } from '#modules/directory/server.ts';
import { makeCast, type Cast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import type { Visitor } from '../../../bin/lib/access/visitors.ts';
import {
	agreeOnMatch,
	beginPlan,
	coAct,
	coDetail,
	cobuildingTasks,
	coList,
	enterDemand,
	offerResource,
	planProject,
	publicCards
} from './server.ts';

const { db, contextOf } = await testDatabase();
let cast: Cast;
let centreId: string;
beforeAll(async () => {
	cast = await makeCast(db);
	centreId = cast.here.id;
});

const NOW = new Date('2026-11-24T02:00:00Z');
const as = (visitor: Visitor) => ({ ...cast.as(visitor), clock: clockAt(NOW) });

const demand = async (more: Partial<Parameters<typeof enterDemand>[1]> = {}) =>
	enterDemand(as('gridWorker'), {
		...{ centreId, communityId: cast.here.communityId, title: '楼道的灯不亮', field: 'convenience' },
		...{ description: '三栋老楼的楼道灯经常不亮', skills: ['repair'], times: ['sat-am'], neededBy: '2026-12-31' },
		...more
	});
const resource = async (more: Partial<Parameters<typeof offerResource>[1]> = {}) =>
	offerResource(as('representative'), {
		...{ centreId, organisationId: cast.scopes.organisation, kind: 'people', title: '周末电工小队' },
		...{ field: 'convenience', description: '两名持证电工', skills: ['repair'], times: ['sat-am', 'sun-am'], ...more }
	});
/** An agreement that waits for both signatures. */
async function offered() {
	const [{ id: demandId }, { id: resourceId }] = [await demand(), await resource()];
	const { id } = await agreeOnMatch(as('clerk'), { centreId, demandId, resourceId });
	await coAct('agreement', 'offer', as('clerk'), { centreId, id });
	return { id, demandId, resourceId };
}
const sign = (visitor: Visitor, id: string, side: 'organisation' | 'community', way: 'account' | 'paper' = 'account') =>
	coAct('agreement', 'sign', as(visitor), { centreId, id, side, way, confirmed: true });
const stateOf = async (kind: 'demand' | 'agreement', id: string) =>
	(await coDetail(as('clerk'), centreId, kind, id)).entry.state;

test('a suggestion stands on both pages with its reason, until one of the two is withdrawn', async () => {
	const field = 'culture';
	const [one, other] = [await demand({ field }), await resource({ field, communityId: cast.here.communityId })];
	const seen = await coDetail(as('clerk'), centreId, 'demand', one.id);
	const back = await coDetail(as('representative'), centreId, 'resource', other.id);
	if (seen.kind !== 'demand' || back.kind !== 'resource') throw new Error('not what was asked for');
	expect(seen.matches[0]).toMatchObject({ of: { id: other.id } });
	expect(seen.matches[0]?.reasons).toEqual([
		'同样是文化宣传',
		'会水电维修',
		'周六上午都有空',
		'就在第一社区',
		'需要的那段时间都能提供'
	]);
	expect(back.matches[0]?.reasons).toEqual(seen.matches[0]?.reasons);
	await coAct('resource', 'withdraw', as('representative'), { centreId, id: other.id, reason: '今年没有人手' });
	const after = await coDetail(as('clerk'), centreId, 'demand', one.id);
	expect(after.kind === 'demand' && after.matches.some(({ of }) => of.id === other.id)).toBe(false);
});

test('one click makes a draft out of both, a second click finds the same; the second signature binds and matches the demand', async () => {
	const { id, demandId, resourceId } = await offered();
	expect(await agreeOnMatch(as('representative'), { centreId, demandId, resourceId })).toMatchObject({ id });
	const underWay = await coDetail(as('clerk'), centreId, 'demand', demandId);
	expect(underWay.kind === 'demand' && underWay.matches.some(({ of }) => of.id === resourceId)).toBe(false);
	const waiting = await coDetail(as('representative'), centreId, 'agreement', id);
	expect(waiting.deadline).toMatchObject({ rule: 'agreement.offered', dueOn: '2026-12-08' });
	await expect(sign('representative', id, 'community')).rejects.toThrow(Refused);
	await expect(sign('leader', id, 'organisation')).rejects.toThrow(Refused);
	expect(await sign('representative', id, 'organisation')).toEqual({ state: 'offered' });
	await expect(sign('representative', id, 'organisation')).rejects.toThrow(Conflict);
	expect(await stateOf('demand', demandId)).toBe('open');
	expect(await sign('leader', id, 'community')).toEqual({ state: 'agreed' });
	expect(await stateOf('demand', demandId)).toBe('matched');
	expect((await coDetail(as('clerk'), centreId, 'agreement', id)).deadline).toBeNull();
	await coAct('agreement', 'give', as('representative'), { centreId, id, position: 1, doneOn: '2026-11-24' });
	const twice = coAct('agreement', 'give', as('clerk'), { centreId, id, position: 1, doneOn: '2026-11-24' });
	await expect(twice).rejects.toThrow(Invalid);
	await coAct('agreement', 'fulfil', as('clerk'), { centreId, id, demandMet: true });
	expect(await stateOf('demand', demandId)).toBe('met');
});

test('what is sent back loses its signatures; what ends before its time opens the demand again', async () => {
	const { id, demandId } = await offered();
	await sign('clerk', id, 'organisation', 'paper');
	await coAct('agreement', 'decline', as('leader'), { centreId, id, reason: '日期写清楚一些' });
	const draft = await coDetail(as('clerk'), centreId, 'agreement', id);
	expect(draft.kind === 'agreement' && draft.entry.signed).toEqual({ organisation: null, community: null });
	await coAct('agreement', 'offer', as('clerk'), { centreId, id });
	await sign('representative', id, 'organisation');
	await sign('clerk', id, 'community');
	await coAct('agreement', 'end', as('leader'), { centreId, id, reason: '单位搬走了' });
	expect([await stateOf('agreement', id), await stateOf('demand', demandId)]).toEqual(['ended', 'open']);
});

test('the representative is told that an agreement waits, and reminded once more as long as it does', async () => {
	const count = async () => (await db.selectFrom('notifications.message').select('id').execute()).length;
	const before = await count();
	const { id } = await offered();
	expect(await count()).toBe(before + 1);
	const remind = () => cobuildingTasks.tasks['remindSignatures']?.(contextOf(), { centreId, id });
	await remind();
	expect(await count()).toBe(before + 2);
	await sign('representative', id, 'organisation');
	await remind();
	expect(await count()).toBe(before + 2);
});

test('an agreement that two people sign at the same moment is agreed once', async () => {
	const { id } = await offered();
	const states = await Promise.all([sign('representative', id, 'organisation'), sign('clerk', id, 'community')]);
	expect(states.map(({ state }) => state).sort()).toEqual(['agreed', 'offered']);
	expect(await stateOf('agreement', id)).toBe('agreed');
});

test('an organisation speaks only for itself, and sees nothing of the others', async () => {
	const other = await addOrganisation(as('clerk'), { centreId, name: '样例街医院', kind: 'publicInstitution' });
	await expect(resource({ organisationId: other })).rejects.toThrow(Refused);
	const { id } = await offerResource(as('clerk'), {
		...{
			centreId,
			organisationId: other,
			kind: 'venue',
			title: '门诊大厅',
			field: 'care',
			description: '周末可以办义诊'
		}
	});
	await expect(coDetail(as('representative'), centreId, 'resource', id)).rejects.toThrow(Missing);
	await expect(coAct('resource', 'useUp', as('representative'), { centreId, id })).rejects.toThrow(Missing);
	await expect(coAct('resource', 'useUp', as('otherClerk'), { centreId, id })).rejects.toThrow(Missing);
	await expect(coDetail(as('guest'), centreId, 'resource', id)).rejects.toThrow(Refused);
});

test('what the centre has no word for, and days that run backwards, are refused at the field', async () => {
	await expect(demand({ field: 'nothing' })).rejects.toMatchObject({ issues: [{ field: 'field' }] });
	await expect(demand({ skills: ['magic'] })).rejects.toMatchObject({ issues: [{ field: 'skills' }] });
	const turned = demand({ fromOn: '2026-12-02', untilOn: '2026-12-01' });
	await expect(turned).rejects.toMatchObject({ issues: [{ field: 'untilOn' }] });
	await expect(demand({ communityId: newId() })).rejects.toThrow(Missing);
});

test('a project goes through its milestones to an outcome that everybody may read', async () => {
	const [{ id: demandId }, { id: resourceId }] = [await demand(), await resource()];
	const { id } = await planProject(as('clerk'), {
		...{ centreId, communityId: cast.here.communityId, leadId: cast.scopes.organisation, title: '老楼线路改造' },
		...{ field: 'convenience', goal: '三栋老楼的线路检修一遍', startsOn: '2026-11-01', endsOn: '2026-12-31' },
		...{
			milestones: '检修完第一栋 2026-11-20\n全部检修完 2026-12-20',
			demandIds: [demandId],
			resourceIds: [resourceId]
		}
	});
	await coAct('project', 'start', as('representative'), { centreId, id });
	await coAct('project', 'milestone', as('representative'), { centreId, id, position: 1, doneOn: '2026-11-19' });
	await coAct('project', 'report', as('representative'), { centreId, id, note: '第二栋开始了' });
	const detail = await coDetail(as('clerk'), centreId, 'project', id);
	expect(detail).toMatchObject({
		milestones: [{ light: 'done' }, { light: 'green', words: '还有26天' }],
		...{ demands: [{ id: demandId }], resources: [{ id: resourceId }], progress: [{ note: '第二栋开始了' }] }
	});
	await coAct('project', 'finish', as('clerk'), { centreId, id, outcome: '三栋楼的线路都换了新的' });
	const { cards } = await publicCards(db, centreId, 'project', { state: 'done' });
	expect(cards[0]?.entry).toMatchObject({ id, outcome: '三栋楼的线路都换了新的' });
});

test('what the leader adopts is kept as it was; the plan shows what was carried out, also of its agreements', async () => {
	const { id: agreementId } = await offered();
	const { id } = await beginPlan(as('clerk'), { centreId, communityId: cast.here.communityId, year: 2026 });
	expect(await beginPlan(as('leader'), { centreId, communityId: cast.here.communityId, year: 2026 })).toEqual({ id });
	const write = (activities: string) =>
		coAct('plan', 'change', as('clerk'), { centreId, id, activities, agreementIds: [agreementId] });
	await expect(coAct('plan', 'adopt', as('leader'), { centreId, id })).rejects.toThrow(Conflict);
	await write('3月 学雷锋义诊\n12月：慰问独居老人');
	await expect(coAct('plan', 'adopt', as('clerk'), { centreId, id })).rejects.toThrow(Refused);
	await coAct('plan', 'adopt', as('leader'), { centreId, id });
	await expect(write('1月 什么都改')).rejects.toThrow(Conflict);
	const before = await coDetail(as('clerk'), centreId, 'plan', id);
	if (before.kind !== 'plan') throw new Error('no plan');
	expect(before.lines.map(({ month, light }) => [month, light])).toEqual([
		[3, 'red'],
		[11, 'green'],
		[12, 'green']
	]);
	await coAct('plan', 'carryOut', as('clerk'), { centreId, id, lineId: before.lines[0]?.id, doneOn: '2026-03-05' });
	await coAct('plan', 'revise', as('leader'), { centreId, id, reason: '加一项' });
	await write('3月 学雷锋义诊\n10月 重阳节游园');
	await coAct('plan', 'adopt', as('leader'), { centreId, id });
	const after = await coDetail(as('clerk'), centreId, 'plan', id);
	if (after.kind !== 'plan') throw new Error('no plan');
	expect(after.lines[0]).toMatchObject({ title: '学雷锋义诊', doneOn: '2026-03-05', light: 'done' });
	expect(after.entry.versions.map(({ version, lines }) => [version, lines.length])).toEqual([
		[2, 3],
		[1, 3]
	]);
});

test('a list is read page by page: nothing twice, nothing left out', async () => {
	for (let count = 0; count < 7; count += 1) await demand({ field: 'emergency' });
	const filter = { state: 'open', field: 'emergency', communityId: cast.here.communityId, limit: 3 };
	const seen: string[] = [];
	let after: string | null = null;
	do {
		const { lines, next } = await coList(db, centreId, 'demand', { ...filter, after });
		seen.push(...lines.map(({ id }) => id));
		after = next;
	} while (after);
	expect(seen).toEqual([...new Set(seen)].sort().toReversed());
	expect(seen).toHaveLength(7);
});
