import type { z } from 'zod';
import type { Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { WritePlan } from '../forms.ts';
import type { Locked } from './lock.server.ts';

/** The rows of a plan as it is written anew. An activity that was there before, in the same month, stays done. */
export async function linesFrom(
	work: Work,
	{ centreId, id }: Locked,
	{ activities, agreementIds, projectIds }: z.output<typeof WritePlan>
) {
	const at = { centre_id: centreId, plan_id: id };
	const plan = await work.db
		.selectFrom('cobuilding.plan')
		.select(['year', 'community_id'])
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const done = await work.db
		.selectFrom('cobuilding.plan_line')
		.select(['month', 'title', 'done_on'])
		.where('centre_id', '=', centreId)
		.where('plan_id', '=', id)
		.where('done_on', 'is not', null)
		.execute();
	const doneOn = new Map(done.map((line) => [`${line.month} ${line.title}`, line.done_on]));
	const here = { centreId, communityId: plan.community_id };
	const agreements = await titled(work, 'cobuilding.agreement', here, agreementIds);
	const projects = await titled(work, 'cobuilding.project', here, projectIds);
	return [
		...activities.map(({ month, title }) => ({
			...at,
			...{ id: newId(), month, title, done_on: doneOn.get(`${month} ${title}`) ?? null },
			...{ agreement_id: null, project_id: null }
		})),
		...agreements.map((one) => ({ ...at, ...inYear(one, plan.year), agreement_id: one.id, project_id: null })),
		...projects.map((one) => ({ ...at, ...inYear(one, plan.year), agreement_id: null, project_id: one.id }))
	];
}

/** Errors: Missing for one that is not this community's. */
async function titled(
	work: Work,
	table: 'cobuilding.agreement' | 'cobuilding.project',
	{ centreId, communityId }: { centreId: string; communityId: string },
	ids: readonly string[]
) {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) return [];
	const rows = await work.db
		.selectFrom(table)
		.select(['id', 'title', 'starts_on'])
		.where('centre_id', '=', centreId)
		.where('community_id', '=', communityId)
		.where('id', 'in', wanted)
		.execute();
	if (rows.length < wanted.length) throw new Missing('选的协议或项目不是这个社区的，请刷新页面再选。');
	return rows;
}

/** It stands in the month in which it begins; what began in an earlier year stands in January. */
const inYear = ({ title, starts_on: startsOn }: { title: string; starts_on: string }, year: number) => ({
	id: newId(),
	title,
	month: Number(startsOn.slice(0, 4)) < year ? 1 : Number(startsOn.slice(5, 7)),
	done_on: null
});
