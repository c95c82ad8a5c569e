import { sql } from 'kysely';
import { grantsOf, type Actor } from '#kernel/actor.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import type { Claimer } from '../kinds.ts';
import { byAlias, memberRows, startOf } from './members.server.ts';

const MOST_FOUND = 20;

/**
 * Who could claim something, by what a clerk types: a part of an organisation's name, or how a member's alias begins,
 * then a part of the member's organisation: “王 税务”. At most 20, active ones, organisations first.
 */
export async function findClaimers(db: Db, centreId: string, q: string): Promise<Claimer[]> {
	const organisations = await db
		.selectFrom('directory.organisation')
		.select(['id', 'name'])
		.where('centre_id', '=', centreId)
		.where('active', '=', true)
		.where((where) =>
			where.and(
				q
					.trim()
					.split(/\s+/)
					.map((word) => where('name', 'ilike', `%${startOf(word)}`))
			)
		)
		.orderBy('name')
		.limit(MOST_FOUND)
		.execute();
	const members = await membersLike(db, centreId, q)
		.where('member.active', '=', true)
		.orderBy(byAlias)
		.orderBy('member.id')
		.limit(MOST_FOUND - organisations.length)
		.execute();
	return [
		...organisations.map(({ id, name }): Claimer => ({ kind: 'organisation', id, label: name })),
		...members.map(({ id, alias, organisationName }): Claimer => ({
			kind: 'member',
			id,
			label: organisationName === null ? alias : `${alias}（${organisationName}）`
		}))
	];
}

/** Errors: Missing unless this is an active member, or an active organisation, of the centre. */
export async function mustBeClaimer(
	db: Db,
	centreId: string,
	{ kind, id }: Pick<Claimer, 'kind' | 'id'>
): Promise<void> {
	const claimer = await db
		.selectFrom(kind === 'member' ? 'directory.member' : 'directory.organisation')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.where('active', '=', true)
		.executeTakeFirst();
	if (!claimer) throw new Missing('没有这位党员或这个单位，或者已经停用。');
}

/** How members (their alias) and organisations (their name) are called in public, retired ones too. */
export async function claimerLabels(db: Db, centreId: string, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('directory.member')
		.select(['id', 'alias as label'])
		.where('centre_id', '=', centreId)
		.where('id', '=', sql<string>`any(${ids})`)
		.unionAll(
			db
				.selectFrom('directory.organisation')
				.select(['id', 'name as label'])
				.where('centre_id', '=', centreId)
				.where('id', '=', sql<string>`any(${ids})`)
		)
		.execute();
	return new Map(rows.map(({ id, label }) => [id, label]));
}

/** What somebody's roles let them claim as: themself as a member, and the organisations they represent. */
export async function claimersOf(db: Db, actor: Actor, centreId: string): Promise<Claimer[]> {
	const scopes = (role: string) => grantsOf(actor, centreId, role).map((grant) => grant.scopeId);
	const [memberIds, organisationIds] = [scopes('member'), scopes('organisationRepresentative')];
	if (memberIds.length + organisationIds.length === 0) return [];
	return db
		.selectFrom('directory.member')
		.select([sql<Claimer['kind']>`'member'`.as('kind'), 'id', 'alias as label'])
		.where('centre_id', '=', centreId)
		.where('id', '=', sql<string>`any(${memberIds})`)
		.where('active', '=', true)
		.unionAll(
			db
				.selectFrom('directory.organisation')
				.select([sql<Claimer['kind']>`'organisation'`.as('kind'), 'id', 'name as label'])
				.where('centre_id', '=', centreId)
				.where('id', '=', sql<string>`any(${organisationIds})`)
				.where('active', '=', true)
		)
		.execute();
}

/** Members whose alias starts with the first word and whose organisation's name holds the others. */
function membersLike(db: Db, centreId: string, q: string) {
	const [first = '', ...others] = q.trim().split(/\s+/);
	return memberRows(db, centreId).where((where) =>
		where.and([
			...(first === '' ? [] : [where(byAlias, 'like', startOf(first))]),
			...others.map((word) => where('organisation.name', 'ilike', `%${startOf(word)}`))
		])
	);
}
