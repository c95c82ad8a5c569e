import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newRouter } from '#kernel/api.ts';
import { statusOf } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { communitiesOf, createCentre } from '#modules/directory/server.ts';
import {
	channels,
	endedStates,
	keysOf,
	kinds,
	wishStates,
	type WishKind,
	type WishState
} from '#modules/wishes/index.ts';
import { testDatabase } from '#tests/support/database.ts';
import { CountedFilter, dimensions, measures, sumOf, type Dimension, type Measure } from './index.ts';
import { foldFigures } from './commands/fold.server.ts';
import { countedWishes, statisticsApi, topClaimers, wishStatistics, yearsOf } from './server.ts';

const { db, contextOf } = await testDatabase();

/** A centre with two communities and categories, three members and three organisations. */
async function newCentre(slug: string) {
	const { id: centre_id } = await createCentre(contextOf(), {
		...{ districtName: '越秀区', slug, name: `${slug}中心`, address: '梅花路1号', phone: '020-12345678' },
		...{ openingHours: '每天 9:00–21:00', communities: ['梅花社区', '水均社区'] }
	});
	const categories = ['goods', 'service'];
	await db
		.insertInto('wishes.category')
		.values(categories.map((code, position) => ({ centre_id, code, name: code, position })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const communities = (await communitiesOf(db, centre_id)).map(({ id }) => id);
	const members = [1, 2, 3].map(() => newId());
	await db
		.insertInto('people.person')
		.values(members.map((id) => ({ centre_id, id, created_at: new Date() })))
		.execute();
	await db
		.insertInto('directory.member')
		.values(members.map((id) => ({ centre_id, id, person_id: id, alias: '陈阿姨', kind: 'inService' })))
		.execute();
	const organisations = [1, 2, 3].map(() => newId());
	await db
		.insertInto('directory.organisation')
		.values(organisations.map((id) => ({ centre_id, id, name: `单位${id}`, kind: 'newSector' })))
		.execute();
	return { centre_id, categories, communities, members, organisations };
}

type Place = Awaited<ReturnType<typeof newCentre>>;

const Wish = fc.record({
	kind: fc.constantFrom(...keysOf(kinds)),
	state: fc.constantFrom(...wishStates),
	category: fc.constantFrom(0, 1),
	community: fc.constantFrom(0, 1),
	channel: fc.constantFrom(...keysOf(channels)),
	month: fc.constantFrom('2020-12', '2021-01', '2021-07', '2021-12', '2022-01').map(String),
	day: fc.constantFrom('01', '17', '31').map(String),
	/** At most two hold a place, by their position; the first of them may have given it back. */
	claimers: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
	released: fc.boolean(),
	fen: fc.array(fc.integer({ min: 1, max: 99_999 }), { maxLength: 2 }),
	budget: fc.option(fc.integer({ min: 0, max: 99_999 })),
	rating: fc.option(fc.integer({ min: 1, max: 5 }))
});
type Wish = (typeof Wish extends fc.Arbitrary<infer T> ? T : never) & { id: string };

/** Writes the rows as the commands would leave them. */
async function insert(place: Place, wish: Wish): Promise<void> {
	const { centre_id } = place;
	const [person_id = ''] = place.members;
	const isDone = wish.state === 'accepted' || wish.state === 'closed';
	const hidden: WishState[] = ['collected', 'verifying', 'approving', 'rejected', 'merged', 'converted', 'withdrawn'];
	const isPublic = !hidden.includes(wish.state);
	const held = heldBy(wish);
	const goesOn = await firstOf(centre_id);
	await db
		.insertInto('wishes.wish')
		.values({
			...{ centre_id, id: wish.id, reference: newReference(), kind: wish.kind, state: wish.state, person_id },
			category: place.categories[wish.category] as string,
			community_id: place.communities[wish.community] as string,
			...{ channel: wish.channel, beneficiary_kind: 'elder', told_sealed: seal('想要一台收音机') },
			...{ contact_way: 'proxy', title: '收音机', public_text: '想要一台收音机', alias: '陈阿姨', on_wall: isPublic },
			...{ places: 2, claimed_count: held.length, collected_on: dayOf(wish), published_on: dayOf(wish) },
			rejection_reason: wish.state === 'rejected' ? 'notReal' : null,
			merged_into_id: wish.state === 'merged' ? goesOn : null,
			converted_into_id: wish.state === 'converted' ? goesOn : null,
			budget_fen: wish.budget,
			rating: isDone ? wish.rating : null,
			completed_on: isDone ? DONE : null,
			created_at: new Date()
		})
		.execute();
	for (const [at, claimer] of wish.claimers.entries()) {
		const isReleased = at === 0 && wish.released;
		await db
			.insertInto('wishes.claim')
			.values({
				...{ centre_id, id: newId(), wish_id: wish.id, claimer_kind: wish.kind === 'wish' ? 'member' : 'organisation' },
				member_id: wish.kind === 'wish' ? (place.members[claimer] as string) : null,
				organisation_id: wish.kind === 'project' ? (place.organisations[claimer] as string) : null,
				...{ state: isReleased ? 'released' : 'held', place: at + 1, wish_places: 2, lead: false },
				claimed_at: new Date(),
				released_at: isReleased ? new Date() : null
			})
			.execute();
	}
	if (wish.fen.length === 0) return;
	const progress_id = newId();
	const of = { centre_id, wish_id: wish.id };
	await db
		.insertInto('wishes.progress')
		.values({ ...of, id: progress_id, note: '做好了', recorded_at: new Date() })
		.execute();
	await db
		.insertInto('wishes.cost')
		.values(wish.fen.map((amount_fen) => ({ ...of, id: newId(), progress_id, item: '材料', amount_fen })))
		.execute();
}

/** The wish into which others were merged. */
const firstOf = async (centreId: string): Promise<string | null> =>
	(
		await db
			.selectFrom('wishes.wish')
			.select('id')
			.where('centre_id', '=', centreId)
			.where('state', 'not in', ['merged', 'converted'])
			.orderBy('created_at')
			.limit(1)
			.executeTakeFirst()
	)?.id ?? null;

const DONE = '2022-02-01';
const dayOf = ({ month, day }: Wish) => `${month}-${day}`;
const heldBy = ({ claimers, released }: Wish) => (released ? claimers.slice(1) : claimers);
const isCounted: Record<Measure, (wish: Wish) => boolean> = {
	collected: ({ state }) => state !== 'merged' && state !== 'converted',
	claimed: (wish) => isCounted.collected(wish) && heldBy(wish).length > 0,
	completed: ({ state }) => state === 'accepted' || state === 'closed'
};

const first = { state: 'published' as WishState, kind: 'wish' as WishKind };
const wishes = fc
	.sample(Wish, { numRuns: 160, seed: 2021 })
	.map((wish, at) => ({ ...wish, ...(at === 0 && first), id: newId() }));
const [here, there] = [await newCentre('meihuacun'), await newCentre('zhusi')];
for (const wish of wishes) await insert(here, wish);
for (const wish of wishes.slice(0, 7)) await insert(there, { ...wish, id: newId() });

// some of it is folded, the rest is not yet
await foldFigures({ db });
for (const wish of wishes.slice(7, 9)) await insert(there, { ...wish, id: newId() });

const inYear = (year?: number) =>
	wishes.filter((wish) => isCounted.collected(wish) && (year === undefined || wish.month.startsWith(String(year))));
const countIn = (of: readonly Wish[], kind: WishKind, measure: Measure) =>
	of.filter((wish) => wish.kind === kind && isCounted[measure](wish)).length;
const distinct = (of: readonly Wish[], kind: WishKind) =>
	new Set(of.filter((wish) => wish.kind === kind).flatMap(heldBy)).size;
const daysOf = (wish: Wish) => (Date.parse(DONE) - Date.parse(dayOf(wish))) / 86_400_000;

/** What wishes cost, took and were thought of, counted by hand. */
function worthIn(of: readonly Wish[]) {
	const done = of.filter((wish) => isCounted.completed(wish));
	const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
	return {
		budgetFen: sum(of.map(({ budget }) => budget ?? 0)),
		amountFen: sum(of.flatMap(({ fen }) => fen)),
		averageDays: done.length === 0 ? null : Math.round((sum(done.map(daysOf)) / done.length) * 10) / 10,
		ratings: [1, 2, 3, 4, 5].map((rating) => done.filter((wish) => wish.rating === rating).length)
	};
}

test.each([2021, 2020, 2022, 2019, undefined])(
	'the figures of %s are what counting the rows by hand gives',
	async (year) => {
		const of = inYear(year);
		const counts = (kind: WishKind) =>
			Object.fromEntries(keysOf(measures).map((measure) => [measure, countIn(of, kind, measure)]));
		const worth = (kind: WishKind) => worthIn(of.filter((wish) => wish.kind === kind));
		expect(await wishStatistics(db, here.centre_id, { year })).toMatchObject({
			year: year ?? null,
			microProjects: { ...counts('project'), ...worth('project'), claimingOrganisations: distinct(of, 'project') },
			microWishes: { ...counts('wish'), ...worth('wish'), distinctClaimingMembers: distinct(of, 'wish') }
		});
	}
);

test.each(keysOf(dimensions))('split by %s the figures add up to the whole', async (dimension) => {
	for (const year of [2021, undefined]) {
		const { by, microWishes, microProjects } = await wishStatistics(db, here.centre_id, { year });
		const sum = (kind: WishKind, measure: Measure) =>
			by[dimension].reduce((total, { counts }) => total + counts[kind][measure], 0);
		for (const measure of keysOf(measures)) {
			expect(sum('wish', measure)).toBe(microWishes[measure]);
			expect(sum('project', measure)).toBe(microProjects[measure]);
		}
		expect(by[dimension].every(({ label, counts }) => label !== '' && sumOf(counts).collected > 0)).toBe(true);
	}
});

test('every figure of a split opens exactly the rows it was counted from, and says how many are not public', async () => {
	const { by } = await wishStatistics(db, here.centre_id, { year: 2021 });
	const asked = keysOf(dimensions).flatMap((dimension: Dimension) =>
		by[dimension].flatMap((slice) => keysOf(measures).map((measure) => ({ dimension, slice, measure })))
	);
	for (const { dimension, slice, measure } of asked)
		for (const kind of keysOf(kinds)) {
			const filter = CountedFilter.parse({ year: '2021', kind, measure, [dimension]: slice.key });
			const found = await countedWishes(db, here.centre_id, filter);
			expect(found.count).toBe(slice.counts[kind][measure]);
			expect(found.wishes.length + found.hidden).toBe(found.count);
		}
});

test('by claimer: whoever holds places, and the rows of each; members are a number to the public', async () => {
	for (const year of [2021, undefined]) {
		const of = inYear(year);
		const { claimer } = (await wishStatistics(db, here.centre_id, { year })).by;
		const claimsOf = (kind: WishKind, at: number) =>
			of.filter((wish) => wish.kind === kind && heldBy(wish).includes(at)).length;
		const lines = await topClaimers(db, here.centre_id, { kind: 'member', year });
		const ids = (list: readonly { id: string; claimed: number }[]) =>
			Object.fromEntries(list.map(({ id, claimed }) => [id, claimed]));
		const expected = (kind: WishKind, all: readonly string[]) =>
			Object.fromEntries(all.map((id, at) => [id, claimsOf(kind, at)] as const).filter(([, claimed]) => claimed > 0));
		expect(ids(claimer.organisations)).toEqual(expected('project', here.organisations));
		expect(ids(lines)).toEqual(expected('wish', here.members));
		expect(claimer.members.claimed).toBe(lines.reduce((sum, { claimed }) => sum + claimed, 0));
		for (const { id, claimed } of lines) {
			const filter = CountedFilter.parse({ year: year?.toString(), member: id });
			expect((await countedWishes(db, here.centre_id, filter, { whose: 'staff' })).count).toBe(claimed);
		}
		expect(JSON.stringify(claimer)).not.toContain('陈阿姨');
	}
});

test('staff see every row behind a figure, also what is not public, and those of one rating', async () => {
	const all = CountedFilter.parse({ year: '2021', kind: 'wish' });
	const { count, wishes: shown } = await countedWishes(db, here.centre_id, all, { whose: 'staff' });
	expect(shown).toHaveLength(Math.min(count, 50));
	expect(shown.some(({ state }) => endedStates.some((ended) => ended === state))).toBe(true);
	for (const rating of [1, 2, 3, 4, 5]) {
		const { count: rated } = await countedWishes(db, here.centre_id, CountedFilter.parse({ rating }), {
			whose: 'staff'
		});
		expect(rated).toBe(worthIn(inYear()).ratings[rating - 1]);
	}
});

test('the rows behind a figure are read page by page, each once, the newest first', async () => {
	const wish = {
		...(wishes[0] as Wish),
		kind: 'wish' as const,
		state: 'published' as WishState,
		claimers: [],
		fen: []
	};
	const place = await newCentre('donghu');
	for (const day of Array.from({ length: 120 }, (_, at) => String((at % 28) + 1).padStart(2, '0')))
		await insert(place, { ...wish, id: newId(), month: '2021-07', day });
	const seen: { id: string; collectedOn: string }[] = [];
	let after: string | null = null;
	do {
		const page = await countedWishes(db, place.centre_id, CountedFilter.parse({ year: '2021' }), { after });
		expect(page.count).toBe(120);
		seen.push(...page.wishes);
		after = page.next;
	} while (after);
	expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
	expect(seen.map(({ collectedOn }) => collectedOn)).toEqual(
		seen
			.map(({ collectedOn }) => collectedOn)
			.sort()
			.reverse()
	);
	for (const malformed of ['not-a_cursor', `2021-02-30_${newId()}`, '2021-07-01_', '_', '']) {
		const anew = await countedWishes(db, place.centre_id, CountedFilter.parse({}), { after: malformed });
		expect(anew.wishes[0]).toEqual(seen[0]);
	}
});

test('the years go from the first wish to the last; a new centre has none, and its figures are zero', async () => {
	expect(await yearsOf(db, here.centre_id)).toEqual([2020, 2021, 2022]);
	const { centre_id } = await newCentre('new');
	expect(await yearsOf(db, centre_id)).toEqual([]);
	expect(await wishStatistics(db, centre_id)).toMatchObject({
		microProjects: { collected: 0, claimed: 0, completed: 0, amountFen: 0, claimingOrganisations: 0 },
		microWishes: { collected: 0, claimed: 0, completed: 0, distinctClaimingMembers: 0 },
		by: { year: [], category: [], community: [], channel: [], state: [], month: [], claimer: { organisations: [] } }
	});
});

const api = newRouter();
api.use(async (c, next) => {
	c.set('context', contextOf());
	await next();
});
api.route('/v1', statisticsApi);
api.onError((error, c) => c.json({ message: error.message }, statusOf(error)));
const ask = async (path: string) => {
	const response = await api.request(`/v1/centres/${path}`);
	return { status: response.status, body: (await response.json()) as Record<string, Record<string, number>> };
};

test('the API answers what is counted, and changing one row changes the answer', async () => {
	const before = await ask('meihuacun/statistics/wishes?year=2021');
	expect(before.status).toBe(200);
	const { asOf, ...counted } = await wishStatistics(db, here.centre_id, { year: 2021 });
	expect(before.body).toMatchObject({ ...counted });
	const { by } = (await ask('meihuacun/statistics/wishes?year=2021&by=category')).body;
	expect(by).toEqual({ category: counted.by.category });
	expect((await ask('meihuacun/statistics/wishes?by=nothing')).status).toBe(422);
	expect(asOf.getTime() - new Date(String(before.body['asOf'])).getTime()).toBeGreaterThanOrEqual(0);

	const moved = inYear(2021).find(({ kind }) => kind === 'project') as Wish;
	await sql`update wishes.wish set collected_on = '2019-05-01' where centre_id = ${here.centre_id} and id = ${moved.id}`.execute(
		db
	);
	const after = await ask('meihuacun/statistics/wishes?year=2021');
	expect(after.body['microProjects']?.['collected']).toBe(Number(before.body['microProjects']?.['collected']) - 1);
	expect((await ask('meihuacun/statistics/wishes?year=2019')).body['microProjects']?.['collected']).toBe(1);
});

test('an unknown centre is missing, and a year that is none is told', async () => {
	expect(await ask('nowhere/statistics/wishes')).toEqual({ status: 404, body: { message: '没有这个中心。' } });
	for (const year of ['21', 'abcd', '20211', '-2021', ''])
		expect(await ask(`meihuacun/statistics/wishes?year=${year}`)).toMatchObject({
			status: 422,
			body: { message: '年份请填四位数字，例如 2021' }
		});
});
