import type { Db } from '#kernel/db.ts';
import { communitiesOf, gridsOf, organisationsOf } from '#modules/directory/server.ts';
import { accountNames, accountsWith } from '#modules/identity/server.ts';
import { personsByName } from '#modules/people/server.ts';
import { sameWords } from '#modules/sheets/index.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import type { Claimer } from '../wish.ts';

/** What the words of a ledger can mean in this centre. */
export interface Lookup {
	category(text: string): string | undefined;
	categoryNames: string[];
	/** A community, with one of its grids. Undefined for a place that is none of the centre's. */
	place(community: string, grid: string): { communityId: string; gridId: string | null } | undefined;
	communityNames: string[];
	/** Members by full name or alias, organisations by name: all that are called so. Names must have been met. */
	claimers(name: string): readonly Claimer[];
	/** Looks up names together, before they are asked for. */
	meet(names: readonly string[]): Promise<void>;
	/** The one account of the staff with this name. */
	handler(name: string): string | null;
}

export async function openLookup(db: Db, centreId: string): Promise<Lookup> {
	const [categories, communities, grids, organisations, staff] = [
		await categoriesOf(db, centreId),
		await communitiesOf(db, centreId),
		await gridsOf(db, centreId),
		await organisationsOf(db, centreId),
		await staffOf(db, centreId)
	];
	const categoryCodes = new Map(categories.map(({ code, name }) => [sameWords(name), code]));
	const communityIds = new Map(communities.map(({ id, name }) => [shortPlace(name), id]));
	const claimers = new Map<string, Claimer[]>();
	const byName = Map.groupBy(organisations, ({ name }) => sameWords(name));
	return {
		category: (text) => categoryCodes.get(sameWords(text)),
		categoryNames: categories.map(({ name }) => name),
		place(community, grid) {
			const communityId = communityIds.get(shortPlace(community));
			if (communityId === undefined) return undefined;
			if (grid.trim() === '') return { communityId, gridId: null };
			const found = grids.find((one) => one.communityId === communityId && sameWords(one.name) === sameWords(grid));
			return found && { communityId, gridId: found.id };
		},
		communityNames: communities.map(({ name }) => name),
		claimers: (name) => claimers.get(name) ?? [],
		async meet(names) {
			const fresh = [...new Set(names)].filter((name) => !claimers.has(name));
			if (fresh.length === 0) return;
			const members = await membersCalled(db, centreId, fresh);
			for (const name of fresh)
				claimers.set(name, [
					...(byName.get(sameWords(name)) ?? []).map(({ id }): Claimer => ({ kind: 'organisation', id })),
					...(members.get(name) ?? []).map((id): Claimer => ({ kind: 'member', id }))
				]);
		},
		handler: (name) => staff.get(sameWords(name)) ?? null
	};
}

/** “梅花社区居委会” and “梅花” are the same community. */
const shortPlace = (name: string): string =>
	sameWords(name)
		.replace(/(社区)?(居民委员会|居委会|居委|党委)$/, '')
		.replace(/(.)社区$/, '$1');

async function membersCalled(db: Db, centreId: string, names: readonly string[]): Promise<Map<string, string[]>> {
	const persons = await personsByName(db, centreId, names);
	const personIds = [...persons.values()].flat();
	const rows = await db
		.selectFrom('directory.member')
		.select(['id', 'person_id', 'alias'])
		.where('centre_id', '=', centreId)
		.where((where) =>
			where.or([where('alias', 'in', names), ...(personIds.length > 0 ? [where('person_id', 'in', personIds)] : [])])
		)
		.execute();
	return new Map(
		names.map((name) => {
			const own = rows.filter(({ person_id }) => persons.get(name)?.includes(person_id));
			// whoever gives a full name does not mean somebody else's alias
			return [name, (own.length > 0 ? own : rows.filter(({ alias }) => alias === name)).map(({ id }) => id)];
		})
	);
}

const STAFF = ['clerk', 'gridWorker', 'leader', 'administrator'] as const;

/** Accounts with a role in the centre, by name; of two with one name neither. */
async function staffOf(db: Db, centreId: string): Promise<Map<string, string>> {
	const ids = new Set<string>();
	for (const role of STAFF) for (const id of await accountsWith(db, centreId, role)) ids.add(id);
	const byName = Map.groupBy(await accountNames(db, [...ids]), ([, name]) => sameWords(name));
	return new Map(
		[...byName].flatMap(([name, [first, ...more]]) => (first && more.length === 0 ? [[name, first[0]] as const] : []))
	);
}
