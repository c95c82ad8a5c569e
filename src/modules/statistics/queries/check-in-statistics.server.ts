import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import {
	memberCheckInLifecycle,
	organisationCheckInLifecycle,
	type MemberState,
	type OrganisationState
} from '#modules/checkins/index.ts';
import { memberKinds, organisationKinds, type MemberKind, type OrganisationKind } from '#modules/directory/index.ts';
import { communitiesOf, wordsOf } from '#modules/directory/server.ts';

/** How many check-ins share one value of a dimension: `{[dimension]: key}` as the list at the desk finds its rows. */
export interface CheckInSlice {
	key: string;
	label: string;
	count: number;
}

/** By what check-ins are split. All but the state tell of those that are active; the month is that of reporting in. */
export const checkInDimensions = {
	state: '状态',
	kind: '类别',
	community: '社区',
	field: '服务领域',
	month: '报到月份'
} as const;
export type CheckInDimension = keyof typeof checkInDimensions;

type Reporter = 'organisation' | 'member';

export interface CheckInStatistics {
	/** The moment at which all of it was true at once. */
	asOf: Date;
	/** Organisations with an active check-in; each counts once. */
	organisations: number;
	/** Members in service with an active check-in; each counts once, in however many communities. */
	inServiceMembers: number;
	/** The same of all kinds. */
	members: number;
	by: Record<Reporter, Record<CheckInDimension, CheckInSlice[]>>;
}

interface Counted {
	subject: Reporter;
	dimension: CheckInDimension;
	key: string;
	count: number;
}

/** The figures of who has reported in, in one snapshot, as the rows make them: see db/migrations/0018_checkins.sql. */
export const checkInStatistics = (db: Db, centreId: string): Promise<CheckInStatistics> =>
	db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (snapshot) => {
			const holders = await holdersIn(snapshot, centreId);
			const counted = await countedIn(snapshot, centreId);
			const labels = await labelsIn(snapshot, centreId);
			const { rows } = await sql<{ asOf: Date }>`select now() as "asOf"`.execute(snapshot);
			const by = (subject: Reporter) => {
				const slices = (dimension: CheckInDimension): CheckInSlice[] =>
					counted
						.filter((row) => row.subject === subject && row.dimension === dimension && row.count > 0)
						.map(({ key, count }) => ({ key, label: labels(subject, dimension, key), count }));
				return {
					state: slices('state'),
					kind: slices('kind'),
					community: slices('community'),
					field: slices('field'),
					month: slices('month').sort((one, other) => (one.key < other.key ? -1 : 1))
				};
			};
			return {
				asOf: rows[0]?.asOf ?? new Date(),
				organisations: holders('organisation'),
				inServiceMembers: holders('member', 'inService'),
				members: holders('member'),
				by: { organisation: by('organisation'), member: by('member') }
			};
		});

async function holdersIn(db: Db, centreId: string) {
	const { rows } = await sql<{ subject: Reporter; kind: string; count: number }>`
		select subject, kind, sum(holders)::int as count from statistics.check_in_holder_part
		where centre_id = ${centreId} group by subject, kind`.execute(db);
	return (subject: Reporter, kind?: string) =>
		rows
			.filter((row) => row.subject === subject && (kind === undefined || row.kind === kind))
			.reduce((sum, { count }) => sum + count, 0);
}

/** The largest first. */
async function countedIn(db: Db, centreId: string): Promise<Counted[]> {
	const { rows } = await sql<Counted>`
		with part as materialized (
			select subject, month, kind, community_id, state, field, sum(check_ins) as n from statistics.check_in_part
			where centre_id = ${centreId} group by subject, month, kind, community_id, state, field
		), along as (
			select subject, 'state' as dimension, state as key, n from part where field = ''
			union all select subject, 'kind', kind, n from part where field = '' and state = 'active'
			union all select subject, 'community', community_id::text, n from part where field = '' and state = 'active'
			union all select subject, 'month', to_char(month, 'YYYY-MM'), n from part where field = '' and state = 'active'
			union all select subject, 'field', field, n from part where field <> '' and state = 'active'
		)
		select subject, dimension, key, sum(n)::int as count from along group by subject, dimension, key order by count desc, key`.execute(
		db
	);
	return rows;
}

async function labelsIn(db: Db, centreId: string) {
	const communities = new Map((await communitiesOf(db, centreId)).map(({ id, name }) => [id, name]));
	const fields = new Map((await wordsOf(db, 'serviceFields', centreId)).map(({ code, name }) => [code, name]));
	return (subject: Reporter, dimension: CheckInDimension, key: string): string => {
		if (dimension === 'community') return key === centreId ? '街道' : (communities.get(key) ?? key);
		if (dimension === 'field') return fields.get(key) ?? key;
		if (dimension === 'month') return `${key.slice(0, 4)}年${Number(key.slice(5))}月`;
		if (subject === 'member')
			return dimension === 'kind'
				? (memberKinds[key as MemberKind] ?? key)
				: memberCheckInLifecycle.states[key as MemberState].label;
		return dimension === 'kind'
			? (organisationKinds[key as OrganisationKind] ?? key)
			: organisationCheckInLifecycle.states[key as OrganisationState].label;
	};
}
