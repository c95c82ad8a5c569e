import type { Db } from '#kernel/db.ts';
import {
	buildingsOf,
	communitiesOf,
	gridsOf,
	organisationsOf,
	partyOrganisationsOf,
	wordsOf
} from '#modules/directory/server.ts';
import { sameWords } from '#modules/sheets/index.ts';

/** What the words of a table can mean in this centre, and how its own rows are called. */
export interface Lookup {
	organisation(name: string): string | undefined;
	branch(name: string): string | undefined;
	community(name: string): string | undefined;
	grid(communityId: string, name: string): string | undefined;
	building(gridId: string, name: string): string | undefined;
	skill(name: string): string | undefined;
	communityNames: string[];
	skillNames: string[];
	/** Of an organisation, branch, community, grid, building or skill. */
	nameOf(id: string | null): string;
}

export async function openLookup(db: Db, centreId: string): Promise<Lookup> {
	const organisations = await organisationsOf(db, centreId);
	const branches = await partyOrganisationsOf(db, centreId);
	const communities = await communitiesOf(db, centreId);
	const grids = await gridsOf(db, centreId);
	const buildings = await buildingsOf(db, centreId);
	const skills = await wordsOf(db, 'skills', centreId);
	const called = <Row extends { name: string }>(
		rows: readonly Row[],
		key: (row: Row) => string,
		id: (row: Row) => string
	) => {
		const ids = new Map(rows.map((row) => [key(row), id(row)]));
		return (wanted: string) => ids.get(wanted);
	};
	const byName = (rows: readonly { id: string; name: string }[]) =>
		called(
			rows,
			({ name }) => sameWords(name),
			({ id }) => id
		);
	const [organisation, branch] = [byName(organisations), byName(branches)];
	const community = called(
		communities,
		({ name }) => shortPlace(name),
		({ id }) => id
	);
	const grid = called(
		grids,
		(row) => `${row.communityId} ${sameWords(row.name)}`,
		({ id }) => id
	);
	const building = called(
		buildings,
		(row) => `${row.gridId} ${sameWords(row.name)}`,
		({ id }) => id
	);
	const skill = called(
		skills,
		({ name }) => sameWords(name),
		({ code }) => code
	);
	const names = new Map([
		...[...organisations, ...branches, ...communities, ...grids, ...buildings].map(
			({ id, name }) => [id, name] as const
		),
		...skills.map(({ code, name }) => [code, name] as const)
	]);
	return {
		organisation: (name) => organisation(sameWords(name)),
		branch: (name) => branch(sameWords(name)),
		community: (name) => community(shortPlace(name)),
		grid: (communityId, name) => grid(`${communityId} ${sameWords(name)}`),
		building: (gridId, name) => building(`${gridId} ${sameWords(name)}`),
		skill: (name) => skill(sameWords(name)),
		communityNames: communities.map(({ name }) => name),
		skillNames: skills.filter(({ active }) => active).map(({ name }) => name),
		nameOf: (id) => (id === null ? '' : (names.get(id) ?? ''))
	};
}

/** “梅花社区居委会” and “梅花” are the same community. */
const shortPlace = (name: string): string =>
	sameWords(name)
		.replace(/(社区)?(居民委员会|居委会|居委)$/, '')
		.replace(/(.)社区$/, '$1');
