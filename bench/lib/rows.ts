import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Installation } from './installation.ts';

/** A party member who is signed in. */
export interface Member {
	memberId: string;
	token: string;
}

/** Members with accounts, roles and sessions, written in bulk. */
export async function makeMembers({ owner, centreId }: Installation, count: number): Promise<Member[]> {
	const made = Array.from({ length: count }, () => ({
		member: newId(),
		person: newId(),
		account: newId(),
		session: newId(),
		grant: newId(),
		token: randomBytes(24).toString('base64url')
	}));
	await owner.query(
		`with made as (select * from json_to_recordset($1::json) as m (member uuid, person uuid, account uuid, session uuid, "grant" uuid, token text)),
		holders as (insert into identity.account_holder (id, name, email, email_verified, created_at, updated_at)
			select account, '党员', account || '@bench.invalid', false, now(), now() from made),
		sessions as (insert into identity.session (id, expires_at, token, created_at, updated_at, user_id)
			select session, now() + interval '1 day', token, now(), now(), account from made),
		grants as (insert into identity.role_grant (id, account_id, role, centre_id, scope_id, granted_at)
			select "grant", account, 'member', $2, member, now() from made),
		persons as (insert into people.person (centre_id, id, created_at) select $2, person, now() from made)
		insert into directory.member (centre_id, id, person_id, kind, alias) select $2, member, person, 'inService', '党员' from made`,
		[JSON.stringify(made), centreId]
	);
	return made.map(({ member, token }) => ({ memberId: member, token }));
}

/** Wishes that wait on the wall, spread over the last two years, written in bulk; their ids. */
export async function makeWishes(at: Installation, count: number, places: number): Promise<string[]> {
	const { rows } = await at.owner.query<{ id: string }>(
		`with person as (insert into people.person (centre_id, id, created_at) values ($1, gen_random_uuid(), now()) returning id)
		insert into wishes.wish (centre_id, id, reference, kind, state, category, channel, community_id, person_id, beneficiary_kind,
			told_sealed, contact_way, title, public_text, alias, on_wall, places, collected_on, published_on, created_at)
		select $1, gen_random_uuid(), translate(substr(md5(n::text || clock_timestamp()::text), 1, 8), '01abcdefl', '23ABCDEFG'), 'wish', 'published', 'service', 'online', $2, person.id, 'elder',
			'\\x00', 'callBack', '想换一盏亮一点的灯', '家里的灯暗了，晚上看不清路，想换一盏亮一点的。', '陈阿姨', true, $4,
			current_date - (n % 700)::int - 1, current_date - (n % 700)::int, now()
		from generate_series(1, $3) as n, person
		on conflict (centre_id, reference) do nothing returning id`,
		[at.centreId, at.communityId, count, places]
	);
	return rows.map(({ id }) => id);
}
