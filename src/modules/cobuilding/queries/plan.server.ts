import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { NOTHING } from '../commands/lock.server.ts';
import type { Linked } from './parts.server.ts';

export interface PlanView {
	id: string;
	state: string;
	communityId: string;
	communityName: string;
	year: number;
	/** 0 until it is adopted for the first time. */
	version: number;
	adoptedOn: string | null;
	versions: PlanVersion[];
}

export interface PlanVersion {
	version: number;
	adoptedOn: string;
	lines: { month: number; title: string }[];
}

/** One plan with the versions that were adopted, newest first. Errors: Missing. */
export async function planAt(db: Db, centreId: string, id: string): Promise<PlanView> {
	const row = await db
		.selectFrom('cobuilding.plan as e')
		.innerJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'e.centre_id').onRef('m.id', '=', 'e.community_id')
		)
		.select(['e.id', 'e.state', 'e.community_id', 'm.name', 'e.year', 'e.version', 'e.adopted_on'])
		.where('e.centre_id', '=', centreId)
		.where('e.id', '=', id)
		.executeTakeFirst();
	if (!row) throw new Missing(NOTHING);
	const versions = await db
		.selectFrom('cobuilding.plan_version')
		.select(['version', 'adopted_on', 'lines'])
		.where('centre_id', '=', centreId)
		.where('plan_id', '=', id)
		.orderBy('version', 'desc')
		.limit(20)
		.execute();
	return {
		...{ id: row.id, state: row.state, communityId: row.community_id, communityName: row.name },
		...{ year: row.year, version: row.version, adoptedOn: row.adopted_on },
		versions: versions.map(({ version, adopted_on: adoptedOn, lines }) => ({
			...{ version, adoptedOn },
			lines: lines as unknown as PlanVersion['lines']
		}))
	};
}

/** What could be taken into the plan: the community's agreements and projects that run in its year. */
export async function planChoices(
	db: Db,
	centreId: string,
	{ communityId, year }: { communityId: string; year: number }
): Promise<{ agreements: Linked[]; projects: Linked[] }> {
	const inYear = (table: 'cobuilding.agreement' | 'cobuilding.project', ended: string) =>
		db
			.selectFrom(table)
			.select(['id', 'title', 'state'])
			.where('centre_id', '=', centreId)
			.where('community_id', '=', communityId)
			.where('ends_on', '>=', `${year}-01-01`)
			.where('starts_on', '<=', `${year}-12-31`)
			.where('state', '<>', ended)
			.orderBy('ends_on')
			.orderBy('id')
			.limit(200)
			.execute();
	return {
		agreements: await inYear('cobuilding.agreement', 'ended'),
		projects: await inYear('cobuilding.project', 'stopped')
	};
}
