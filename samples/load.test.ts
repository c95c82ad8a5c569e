import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf } from '#modules/deadlines/server.ts';
import { finishTwoFactor, handOver, signInWithPassword, totpNow } from '#modules/identity/server.ts';
import { wishStatistics } from '#modules/statistics/server.ts';
import { PICTURES, wishStates } from '#modules/wishes/index.ts';
import { testDatabase } from '#tests/support/database.ts';
import { TestVisitor } from '#tests/support/visitor.ts';
import { TWO_FACTOR_SECRET } from './accounts.ts';
import { loadSample } from './sample-centre.ts';
import signIns from './sign-ins.json' with { type: 'json' };

const { db, url, contextOf } = await testDatabase();
const now = new Date();
let centreId = '';

beforeAll(async () => {
	centreId = await loadSample(db, now);
}, 240_000);

const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await query.execute(db)).rows;

describe('the year 2021', () => {
	test('its rows add up to the published figures', async () => {
		const [projects] = await rowsOf(sql<Record<string, number>>`
			select count(*) as collected, count(*) filter (where claimed_count > 0) as claimed,
				count(*) filter (where state in ('accepted', 'closed')) as completed,
				(select sum(amount_fen)::bigint from wishes.cost c join wishes.wish p on p.id = c.wish_id
					where p.kind = 'project' and p.collected_on between '2021-01-01' and '2021-12-31') as "amountFen",
				(select count(distinct organisation_id) from wishes.claim k join wishes.wish p on p.id = k.wish_id
					where p.collected_on between '2021-01-01' and '2021-12-31') as "claimingOrganisations"
			from wishes.wish where kind = 'project' and collected_on between '2021-01-01' and '2021-12-31'`);
		expect(projects).toEqual({
			collected: 25,
			claimed: 25,
			completed: 25,
			amountFen: 9_715_060,
			claimingOrganisations: 19
		});
		const [wishes] = await rowsOf(sql<Record<string, number>>`
			select count(*) as collected, count(*) filter (where claimed_count > 0) as claimed,
				(select count(distinct member_id) from wishes.claim k join wishes.wish w on w.id = k.wish_id
					where w.kind = 'wish' and w.collected_on between '2021-01-01' and '2021-12-31') as "distinctClaimingMembers"
			from wishes.wish where kind = 'wish' and collected_on between '2021-01-01' and '2021-12-31'`);
		expect(wishes).toEqual({ collected: 271, claimed: 271, distinctClaimingMembers: 447 });
	});

	test('the figures page counts the same', async () => {
		const { microProjects, microWishes } = await wishStatistics(db, centreId, { year: 2021 });
		expect(microProjects).toMatchObject({
			collected: 25,
			claimed: 25,
			completed: 25,
			amountFen: 9_715_060,
			claimingOrganisations: 19
		});
		expect(microWishes).toMatchObject({ collected: 271, claimed: 271, distinctClaimingMembers: 447 });
	});

	test('the published example is there, in its community, carried by an organisation of the new sector', async () => {
		const found = await rowsOf(sql`
			select m.name as community, w.beneficiary_kind, o.kind
			from wishes.wish w join directory.community m on m.id = w.community_id
				join wishes.claim k on k.wish_id = w.id join directory.organisation o on o.id = k.organisation_id
			where w.title like '蹲厕改座厕%'`);
		expect(found).toEqual([{ community: '水均社区', beneficiary_kind: 'livingAlone', kind: 'newSector' }]);
	});
});

describe('双报到 and 双服务', () => {
	test('ninety organisations and 3,463 in-service members have reported in; a few more wait, some have gone', async () => {
		const [found] = await rowsOf(sql`
			select (select count(distinct organisation_id) from checkins.organisation_check_in where state = 'active') as organisations,
				(select count(distinct c.member_id) from checkins.member_check_in c join directory.member m on m.id = c.member_id
					where c.state = 'active' and m.kind = 'inService') as "inService",
				(select count(*) from checkins.member_check_in where state = 'reported') as waiting,
				(select count(distinct state) from checkins.member_check_in) as states`);
		expect(found).toEqual({ organisations: 90, inService: 3463, waiting: 14, states: 4 });
	});

	test('they belong to branches all over the tree, live in every building, and nobody is of all kinds', async () => {
		const [found] = await rowsOf(sql<Record<string, number>>`
			select count(distinct branch_id) as branches, count(distinct building_id) as buildings, count(distinct kind) as kinds,
				(select count(*) from directory.building) as "allBuildings",
				(select max(n) from (select count(*) as n from directory.member group by branch_id) as of_branch) as largest
			from directory.member where active`);
		expect(found).toMatchObject({ branches: 90, kinds: 5, buildings: found?.['allBuildings'] });
		expect(found?.['largest']).toBeLessThan(200);
	});

	test('shifts were held and attested by others than those who served, and there are shifts to come with places left', async () => {
		const [found] = await rowsOf(sql<Record<string, number>>`
			select (select count(*) from attendance.hours where voided_at is null) as attested,
				(select count(*) from posts.shift s where starts_at > ${now} and places > (
					select count(*) from posts.sign_up u where u.shift_id = s.id and u.state = 'held')) as "openShifts",
				(select count(*) from posts.post where organisation_id is not null) as theirs`);
		expect(found?.['attested']).toBeGreaterThan(80);
		expect(found?.['openShifts']).toBeGreaterThan(5);
		expect(found?.['theirs']).toBe(2);
	});

	test('of two calls one is over; units were told of the last quarter, and one has answered; a proof is there', async () => {
		const [found] = await rowsOf(sql`
			select (select array_agg(distinct state order by state) from calls.call) as calls,
				(select array_agg(distinct state order by state) from records.report) as reports,
				(select count(*) from records.proof) as proofs,
				(select array_agg(distinct state order by state) from cobuilding.agreement) as agreements`);
		expect(found).toEqual({
			calls: ['ended', 'open'],
			reports: ['acknowledged', 'draft', 'sent'],
			proofs: 1,
			agreements: ['agreed', 'offered']
		});
	});
});

describe('what is going on now', () => {
	const current = sql`collected_on > ${shanghaiDate(now)}::date - 120`;

	test('every state occurs more than once, so that each page has something to do', async () => {
		const found = await rowsOf(sql<{ state: string }>`
			select state from wishes.wish where ${current} group by state having count(*) > 1`);
		expect(found.map(({ state }) => state).sort()).toEqual([...wishStates].sort());
	});

	test('some of it is in time, some nearly late, some late', async () => {
		const found = await rowsOf(sql<{ id: string }>`select id from wishes.wish where ${current}`);
		const ids = found.map(({ id }) => id);
		const lights = [...(await deadlinesOf(db, centreId, ids, shanghaiDate(now))).values()].map(({ light }) => light);
		for (const light of ['green', 'yellow', 'red'] as const)
			expect(lights.filter((one) => one === light).length).toBeGreaterThan(4);
	});

	test('nothing lies in the future, and no message is older than a week', async () => {
		const [latest] = await rowsOf(sql<{ fact: Date; message: Date }>`
			select (select max(at) from kernel.fact) as fact, (select min(created_at) from notifications.message) as message`);
		expect(latest?.fact.getTime()).toBeLessThanOrEqual(now.getTime());
		expect(latest?.message.getTime()).toBeGreaterThan(now.getTime() - 7 * 86_400_000);
	});
});

describe('what the commands left', () => {
	test('the facts of every wish are a chain from its collection to its state', async () => {
		const facts = await rowsOf(sql<{ id: string; state: string; steps: { from: string | null; to: string }[] }>`
			select w.id, w.state, json_agg(json_build_object('from', f.data->>'from', 'to', f.data->>'to') order by f.at, f.id) as steps
			from wishes.wish w join kernel.fact f on f.centre_id = w.centre_id and f.subject_id = w.id and f.data ? 'to'
			group by w.id, w.state`);
		expect(facts.length).toBeGreaterThan(350);
		for (const { state, steps } of facts) {
			expect(steps.map(({ from }) => from)).toEqual([null, ...steps.slice(0, -1).map(({ to }) => to)]);
			expect(steps.at(-1)?.to).toBe(state);
		}
	});

	test('no fact tells a name or a number', async () => {
		const data = (await rowsOf(sql<{ text: string }>`select distinct data::text as text from kernel.fact`)).map(
			(row) => row.text
		);
		expect(data.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
		expect(data.filter((text) => /(?<![0-9a-f-])1[3-9]\d{9}(?![0-9a-f])/.test(text))).toEqual([]);
	});

	test('entries of one need were merged, wishes became projects, money waits for the leader, and thanks are on the wall', async () => {
		const [count] = await rowsOf(sql<Record<string, number>>`
			select (select count(*) from wishes.wish w join wishes.wish o on o.id = w.merged_into_id and o.person_id = w.person_id) as merged,
				(select count(*) from wishes.wish w join wishes.wish o on o.id = w.converted_into_id and o.kind = 'project') as converted,
				(select count(*) from wishes.wish where state = 'approving' and budget_fen > money_limit_fen) as waiting,
				(select count(*) from wishes.thanks where shown_at is not null) as thanks`);
		expect(count).toMatchObject({ merged: 2, converted: 2, waiting: 2 });
		expect(count?.['thanks']).toBeGreaterThan(4);
	});

	test('nobody can be recognised on the wall, and everybody has an invented number', async () => {
		const wall = await rowsOf(sql<{ words: string; name: Buffer; phone: Buffer; address: Buffer }>`
			select concat_ws(' ', title, public_text, alias) as words, name_sealed as name, phone_sealed as phone, address_sealed as address
			from wishes.wish w join people.person p on p.centre_id = w.centre_id and p.id = w.person_id where on_wall`);
		for (const { words, ...sealed } of wall)
			for (const detail of Object.values(sealed)) expect(words).not.toContain(open(detail));
		expect(wall.map(({ phone }) => open(phone)).filter((phone) => !/^1380000\d{4}$/.test(phone))).toEqual([]);
	});

	test('a picture is public only where its person agreed', async () => {
		const [count] = await rowsOf(sql<{ shown: number; agreed: number }>`
			select count(*) as shown, count(c.id) as agreed
			from files.picture f join wishes.wish_picture wp on wp.picture_id = f.id join wishes.wish w on w.id = wp.wish_id
				left join people.consent c on c.subject_id = w.id and c.purpose = ${PICTURES} and c.withdrawn_at is null
			where f.public`);
		expect(count?.shown).toBeGreaterThan(30);
		expect(count?.agreed).toBe(count?.shown);
	});

	test.each(signIns.filter(({ role }) => role !== '居民'))(
		'the sign-in of $username opens',
		async ({ username, password }) => {
			const visitor = new TestVisitor();
			const first = await signInWithPassword(contextOf(), visitor, { username, password });
			expect(first.step).toBe(username === 'admin' ? 'twoFactor' : 'done');
			if (first.step === 'done') return;
			handOver(first.answer, visitor);
			expect((await finishTwoFactor(contextOf(), visitor, { code: totpNow(TWO_FACTOR_SECRET) })).step).toBe('done');
		}
	);

	test('loading again says that there is a centre, and changes nothing', async () => {
		const env = { ...process.env, DATABASE_URL: url };
		const again = promisify(execFile)(process.execPath, ['samples/load.ts'], { env });
		await expect(again).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining('梅花村街党群服务中心') as string
		});
		expect(await rowsOf(sql`select count(*) as n from directory.centre`)).toEqual([{ n: 1 }]);
	});
});
