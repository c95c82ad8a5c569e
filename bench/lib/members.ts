import { blindIndex, seal } from '#kernel/secrets.ts';
import { nameTokens } from '#modules/people/server.ts';
import type { Installation } from './installation.ts';

const SURNAMES = [...'陈李黄张梁林刘何吴罗郑杨周叶苏'];
const FIRST = [...'晓嘉思雅静若敏海春雪俊家志文浩子伟国建永'];
const SECOND = [...'彤欣颖雯怡兰仪燕梅诗杰豪远轩然健栋明涛华'];
/** Once among thousands. */
const RARE = '欧阳梅';

export interface DrawnName {
	sealed: string;
	index: string;
	tokens: string[];
}

/** Some thousand names as they are kept: sealed, with what they are found by. The last one is rare. */
export const drawNames = (centreId: string): DrawnName[] =>
	[
		...SURNAMES.flatMap((surname) => FIRST.flatMap((first) => SECOND.map((second) => surname + first + second))),
		RARE
	].map((name) => ({
		sealed: seal(name).toString('hex'),
		index: blindIndex('name', name).toString('hex'),
		tokens: nameTokens(centreId, name)
	}));

/** Members with active check-ins, written in bulk past the triggers; the figures are counted from the rows afterwards. */
export async function makeReportedMembers(
	{ owner, centreId, communityId }: Installation,
	names: readonly DrawnName[],
	count: number
): Promise<void> {
	await owner.query(
		'create table if not exists public.bench_name (n int primary key, sealed bytea, index bytea, tokens bigint[])'
	);
	await owner.query(
		`insert into public.bench_name select n - 1, decode(name->>'sealed', 'hex'), decode(name->>'index', 'hex'),
			array(select t::bigint from json_array_elements_text(name->'tokens') as t)
		from json_array_elements($1::json) with ordinality as _ (name, n) on conflict do nothing`,
		[JSON.stringify(names)]
	);
	await owner.query('alter table checkins.member_check_in disable trigger user');
	// each fifty-thousandth has the rare name, the first of each load too
	await owner.query(
		`with made as (
			select gen_random_uuid() as person, gen_random_uuid() as member, gen_random_uuid() as id, n,
				case when n % 50000 = 1 then $4::int else (random() * ($4::int - 1))::int end as drawn
			from generate_series(1, $3::int) as n
		), persons as (
			insert into people.person (centre_id, id, name_sealed, name_index, community_id, created_at, door_kept)
			select $1, person, sealed, index, $2, now(), true from made join public.bench_name on bench_name.n = drawn
		), members as (
			insert into directory.member (centre_id, id, person_id, kind, alias, community_id, name_tokens, name_kept)
			select $1, member, person, case when made.n % 20 = 0 then 'retired' else 'inService' end, '第' || made.n || '位', $2, tokens, true
			from made join public.bench_name on bench_name.n = drawn
		)
		insert into checkins.member_check_in (centre_id, id, reference, member_id, kind, community_id, state, channel, reported_on, reported_at, accepted_on)
		select $1, id, translate(upper(substr(replace(id::text, '-', ''), 1, 8)), '01', 'XY'), member,
			case when n % 20 = 0 then 'retired' else 'inService' end, $2, 'active', 'import', current_date - n % 700, now(), current_date - n % 700
		from made on conflict (centre_id, reference) do nothing`,
		[centreId, communityId, count, names.length - 1]
	);
	await owner.query('alter table checkins.member_check_in enable trigger user');
	await owner.query('select statistics.recount_check_ins()');
}
