import { briefly } from '#kernel/brief.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';

export interface Centre {
	id: string;
	slug: string;
	name: string;
	address: string;
	phone: string;
	openingHours: string;
	districtName: string;
	/** A day, YYYY-MM-DD. */
	openedOn: string | null;
	areaM2: number | null;
}

/** By the part of the address that stands for it. Errors: Missing. */
export const centreBySlug = briefly(async (db: Db, slug = ''): Promise<Centre> => {
	const isSlug = /^[a-z0-9-]{2,39}$/.test(slug);
	return found(isSlug ? await select(db).where('directory.centre.slug', '=', slug).executeTakeFirst() : undefined);
});

/** Errors: Missing. */
export const centreById = async (db: Db, id: string): Promise<Centre> =>
	found(await select(db).where('directory.centre.id', '=', id).executeTakeFirst());

export const centres = (db: Db): Promise<Centre[]> =>
	select(db).orderBy('directory.district.name').orderBy('directory.centre.name').execute();

export const communitiesOf = (db: Db, centreId: string): Promise<{ id: string; name: string }[]> =>
	db
		.selectFrom('directory.community')
		.select(['id', 'name'])
		.where('centre_id', '=', centreId)
		.orderBy('name')
		.execute();

export interface Grid {
	id: string;
	name: string;
	communityId: string;
	communityName: string;
}

export const gridsOf = (db: Db, centreId: string): Promise<Grid[]> =>
	db
		.selectFrom('directory.grid as grid')
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'grid.centre_id').onRef('community.id', '=', 'grid.community_id')
		)
		.select(['grid.id', 'grid.name', 'community.id as communityId', 'community.name as communityName'])
		.where('grid.centre_id', '=', centreId)
		.orderBy('community.name')
		.orderBy('grid.name')
		.execute();

export const buildingsOf = (db: Db, centreId: string): Promise<{ id: string; name: string; gridId: string }[]> =>
	db
		.selectFrom('directory.building')
		.select(['id', 'name', 'grid_id as gridId'])
		.where('centre_id', '=', centreId)
		.orderBy('grid_id')
		.orderBy('name')
		.execute();

/** Where something is, within a centre. What is not known is absent. */
export interface Place {
	communityId?: string | null | undefined;
	gridId?: string | null | undefined;
}

/** Errors: Missing when the centre has no such community or grid, or the grid lies in another community. */
export async function mustBePlace(db: Db, centreId: string, { communityId, gridId }: Place): Promise<void> {
	if (gridId) {
		const grid = await db
			.selectFrom('directory.grid')
			.select('community_id')
			.where('centre_id', '=', centreId)
			.where('id', '=', gridId)
			.executeTakeFirst();
		if (!grid || (communityId && grid.community_id !== communityId)) throw new Missing('这个社区没有这个网格。');
	} else if (communityId) {
		const community = await db
			.selectFrom('directory.community')
			.select('id')
			.where('centre_id', '=', centreId)
			.where('id', '=', communityId)
			.executeTakeFirst();
		if (!community) throw new Missing('本中心没有这个社区。');
	}
}

const select = (db: Db) =>
	db
		.selectFrom('directory.centre')
		.innerJoin('directory.district', 'directory.district.id', 'directory.centre.district_id')
		.select([
			'directory.centre.id',
			'slug',
			'directory.centre.name',
			'address',
			'phone',
			'opening_hours as openingHours',
			'directory.district.name as districtName',
			'opened_on as openedOn',
			'area_m2 as areaM2'
		]);

function found(centre: Centre | undefined): Centre {
	if (!centre) throw new Missing('没有这个中心。');
	return centre;
}
