import type { Db } from '#kernel/db.ts';
import { Invalid, Missing } from '#kernel/errors.ts';
import { skillsOf } from '../queries/words.server.ts';

/** What a row of a centre's directory points to. */
interface Pointing {
	organisationId?: string | null;
	branchId?: string | null;
	communityId?: string | null;
	gridId?: string | null;
	buildingId?: string | null;
	skills?: readonly string[];
}

/**
 * That all which some rows point to is the centre's, and that grids lie in their communities, buildings in their grids; a
 * few statements whatever the number of rows. Errors: Missing; Invalid for a skill that is neither in use nor among `kept`.
 */
export async function mustBeOfCentre(
	db: Db,
	centreId: string,
	rows: readonly Pointing[],
	kept: readonly string[] = []
): Promise<void> {
	const those = <Key extends Exclude<keyof Pointing, 'skills'>>(key: Key) => [
		...new Set(rows.flatMap((row) => row[key] ?? []))
	];
	await mustHave(db, centreId, 'directory.organisation', those('organisationId'), '本中心没有这个单位。');
	await mustHave(db, centreId, 'directory.party_organisation', those('branchId'), '本中心没有这个党组织。');
	await mustHave(db, centreId, 'directory.community', those('communityId'), '本中心没有这个社区。');
	await mustLie(db, centreId, rows, those('gridId'), those('buildingId'));
	const skills = new Set(rows.flatMap((row) => row.skills ?? []));
	if (skills.size === 0) return;
	const known = new Set([...kept, ...(await skillsOf(db, centreId)).map(({ code }) => code)]);
	if ([...skills].some((code) => !known.has(code)))
		throw new Invalid('请从列出的特长里选', [{ field: 'skills', message: '请从列出的特长里选' }]);
}

async function mustHave(
	db: Db,
	centreId: string,
	table: 'directory.organisation' | 'directory.party_organisation' | 'directory.community',
	ids: readonly string[],
	otherwise: string
): Promise<void> {
	if (ids.length === 0) return;
	const found = await db
		.selectFrom(table)
		.select('id')
		.where('centre_id', '=', centreId)
		.where('id', 'in', ids)
		.execute();
	if (found.length !== ids.length) throw new Missing(otherwise);
}

async function mustLie(
	db: Db,
	centreId: string,
	rows: readonly Pointing[],
	gridIds: readonly string[],
	buildingIds: readonly string[]
): Promise<void> {
	const grids = await within(gridIds, (ids) =>
		db
			.selectFrom('directory.grid')
			.select(['id', 'community_id as within'])
			.where('centre_id', '=', centreId)
			.where('id', 'in', ids)
			.execute()
	);
	const buildings = await within(buildingIds, (ids) =>
		db
			.selectFrom('directory.building')
			.select(['id', 'grid_id as within'])
			.where('centre_id', '=', centreId)
			.where('id', 'in', ids)
			.execute()
	);
	for (const { communityId, gridId, buildingId } of rows) {
		if (gridId && (!communityId || grids.get(gridId) !== communityId)) throw new Missing('这个社区没有这个网格。');
		if (buildingId && (!gridId || buildings.get(buildingId) !== gridId)) throw new Missing('这个网格没有这栋楼。');
	}
}

async function within(
	ids: readonly string[],
	find: (ids: readonly string[]) => Promise<{ id: string; within: string }[]>
): Promise<Map<string, string>> {
	return new Map((ids.length === 0 ? [] : await find(ids)).map((row) => [row.id, row.within]));
}
