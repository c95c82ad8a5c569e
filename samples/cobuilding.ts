import { clockAt } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { agreeOnMatch, beginPlan, coAct, enterDemand, offerResource, planProject } from '#modules/cobuilding/server.ts';
import { addDays, days, shanghaiDate } from '#modules/deadlines/index.ts';
import { inOne } from './batches.ts';
import { demands, resources } from './data/serving.ts';
import { ago } from './moments.ts';
import { codesIn, type Serving } from './serving.ts';

/** What the communities need, what the organisations give, and what has come of it: two agreements, a project, a plan. */
export const coBuild = (db: Db, serving: Serving): Promise<void> =>
	inOne(db, async (transaction) => {
		const { place, now, organiser } = serving;
		const { centreId, communities, organisations, clerks, leader } = place;
		const codeOf = await codesIn(transaction, centreId);
		const today = shanghaiDate(now);
		const on = (before: number, actor = clerks[0]): Context => ({
			...{ db: transaction, actor },
			clock: clockAt(ago(now, before, 0, 1))
		});
		const asked: string[] = [];
		for (const [at, { title, field, text, skills = [] }] of demands.entries()) {
			const communityId = communities[at % communities.length]?.id ?? '';
			const demand = {
				centreId,
				communityId,
				title,
				description: text,
				field: codeOf(field),
				skills: skills.map(codeOf)
			};
			asked.push((await enterDemand(on(40 - at), { ...demand, neededBy: addDays(today, days(30 + at)) })).id);
		}
		const given: string[] = [];
		const givers = organisations.filter(({ kind }) => kind !== 'community');
		for (const [at, { title, field, kind, text, skills = [] }] of resources.entries()) {
			// the second and the fourth answer demands: they are of the organisation whose representative has an account
			const organisationId =
				at % 2 === 1 && at < 4 ? organiser.organisationId : (givers[(at * 5) % givers.length]?.id ?? '');
			const resource = { centreId, organisationId, title, kind, description: text, skills: skills.map(codeOf) };
			given.push((await offerResource(on(35 - at), { ...resource, field: codeOf(field) })).id);
		}
		const { id: signed } = await agreeOnMatch(on(20), {
			centreId,
			demandId: asked[1] ?? '',
			resourceId: given[1] ?? ''
		});
		const { id: offered } = await agreeOnMatch(on(6), {
			centreId,
			demandId: asked[4] ?? '',
			resourceId: given[3] ?? ''
		});
		for (const [id, before] of [
			[signed, 19],
			[offered, 5]
		] as const)
			await coAct('agreement', 'offer', on(before), { centreId, id });
		await coAct('agreement', 'sign', on(18, organiser.account), {
			centreId,
			id: signed,
			side: 'organisation',
			confirmed: true
		});
		await coAct('agreement', 'sign', on(17, leader), { centreId, id: signed, side: 'community', confirmed: true });
		const { id: projectId } = await planProject(on(15), {
			...{ centreId, title: '老楼亮灯', field: codeOf('便民服务'), communityId: communities[1]?.id ?? '' },
			...{ leadId: organiser.organisationId, goal: '把六层楼的声控灯都修好，教会街坊自己换灯泡。' },
			...{ startsOn: addDays(today, days(-14)), endsOn: addDays(today, days(40)) },
			milestones: [
				{ title: '检查完线路', dueOn: addDays(today, days(-5)) },
				{ title: '换完灯具', dueOn: addDays(today, days(20)) }
			],
			...{ demandIds: [asked[1] ?? ''], resourceIds: [given[1] ?? ''] }
		});
		await coAct('project', 'start', on(14), { centreId, id: projectId });
		await coAct('project', 'milestone', on(4), {
			centreId,
			id: projectId,
			position: 1,
			doneOn: addDays(today, days(-4))
		});
		const year = Number(today.slice(0, 4));
		const { id: planId } = await beginPlan(on(60), { centreId, communityId: communities[1]?.id ?? '', year });
		await coAct('plan', 'change', on(12), {
			...{ centreId, id: planId, agreementIds: [signed], projectIds: [projectId] },
			activities: [
				{ month: 3, title: '学雷锋便民服务日' },
				{ month: 7, title: '在职党员进社区' },
				{ month: 9, title: '邻里节' },
				{ month: 12, title: '年终走访独居老人' }
			]
		});
		await coAct('plan', 'adopt', on(11, leader), { centreId, id: planId });
	});
