import { sql, type RawBuilder } from 'kysely';

/**
 * How many places of the shift `s` anybody can still take, counted in the database: see `freePlaces`. What is kept for
 * organisations is released for shifts that begin before `releasedBefore`.
 */
export const freeOf = (releasedBefore: Date): RawBuilder<number> => sql<number>`greatest(0, s.places - ${HELD} - (
	case when s.quota_places = 0 or s.starts_at <= ${releasedBefore} then 0 else (
		select coalesce(sum(greatest(0, q.places - (
			select count(*) from posts.sign_up u
			where u.centre_id = q.centre_id and u.shift_id = q.shift_id and u.organisation_id = q.organisation_id and u.state = 'held'))), 0)
		from posts.quota q where q.centre_id = s.centre_id and q.shift_id = s.id) end))::int`;

const HELD = sql`(
	select count(*) from posts.sign_up u where u.centre_id = s.centre_id and u.shift_id = s.id and u.state = 'held')`;

export const heldOf = sql<number>`${HELD}::int`;
export const waitingOf = sql<number>`(
	select count(*)::int from posts.sign_up u where u.centre_id = s.centre_id and u.shift_id = s.id and u.state = 'waiting')`;
