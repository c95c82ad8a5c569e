import { agentOf, attemptOf, claimPatiently } from './lib/claims.ts';
import { openInstallation, startApp, type Installation } from './lib/installation.ts';
import { makeMembers, makeWishes } from './lib/rows.ts';

const CLAIMERS = 500;
const ROUNDS = 4;

/** 500 members claim one wish of 1 to 5 places at the same moment, through two processes. */
export async function raceClaims(): Promise<number> {
	const at = await openInstallation();
	const apps = await Promise.all([startApp(), startApp()]);
	try {
		const members = await makeMembers(at, CLAIMERS);
		const agents = apps.map(() => agentOf(CLAIMERS / 2));
		let violations = 0;
		for (let round = 1; round <= ROUNDS; round++)
			for (let places = 1; places <= 5; places++) {
				const [wishId = ''] = await makeWishes(at, 1, places);
				const answers = await Promise.all(
					members.map((member, n) =>
						claimPatiently(agents[n % 2] as (typeof agents)[0], apps[n % 2]?.url ?? '', attemptOf(wishId, member))
					)
				);
				const told = answers.filter((status) => status === 200).length;
				const refused = answers.filter((status) => status === 409).length;
				const stored = await storedOf(at, wishId);
				const isRight =
					told === places &&
					refused === CLAIMERS - places &&
					stored.held === places &&
					stored.counted === places &&
					stored.leads === 1 &&
					stored.facts === places &&
					stored.state === 'claimed';
				if (!isRight) violations += 1;
				console.log(
					`第${round}轮 ${places} 个名额：${CLAIMERS} 人同时认领，告知成功 ${told}，告知已满 ${refused}，其他回答 ${CLAIMERS - told - refused}，库里 ${stored.held} 份认领、${stored.leads} 位牵头${isRight ? '' : '  ← 不对'}`
				);
			}
		console.log(`认领竞争：${violations} 处违反`);
		return violations;
	} finally {
		await Promise.all(apps.map((app) => app.kill()));
		await at.close();
	}
}

async function storedOf({ owner, centreId }: Installation, wishId: string) {
	const { rows } = await owner.query<{ held: number; leads: number; counted: number; facts: number; state: string }>(
		`select count(k.id)::int as held, count(*) filter (where k.lead)::int as leads, w.claimed_count as counted, w.state,
			(select count(*)::int from kernel.fact f where f.centre_id = $1 and f.subject_id = $2 and f.action = 'wish.claimed') as facts
		from wishes.wish w left join wishes.claim k on k.centre_id = w.centre_id and k.wish_id = w.id and k.state = 'held'
		where w.centre_id = $1 and w.id = $2 group by w.claimed_count, w.state`,
		[centreId, wishId]
	);
	return rows[0] ?? { held: 0, leads: 0, counted: 0, facts: 0, state: '' };
}
