import { accountOf, grantsOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { personOf } from '#modules/people/server.ts';
import { linesOf, withWords, type MemberLine } from './members.server.ts';
import { inWords, organisationLines, type OrganisationLine } from './organisations.server.ts';
import { among } from './search.server.ts';

export interface OwnCheckIns {
	/** As a member, the last first. */
	member: MemberLine[];
	/** Of the organisations one speaks for or sent in, the last first. */
	organisation: OrganisationLine[];
}

const MOST = 50;

/** What an account has reported in a centre. */
export async function ownCheckIns(context: Context, centreId: string): Promise<OwnCheckIns> {
	const { db, actor } = context;
	const accountId = accountOf(actor);
	if (accountId === null) return { member: [], organisation: [] };
	const personId = await personOf(db, centreId, accountId);
	const [memberIds, organisationIds] = ['member', 'organisationRepresentative'].map((role) =>
		grantsOf(actor, centreId, role).map(({ scopeId }) => scopeId)
	);
	const members = await linesOf(db, centreId)
		.where((where) =>
			where.or([where('m.person_id', '=', personId ?? accountId), where('c.member_id', '=', among(memberIds ?? []))])
		)
		.orderBy('c.reported_on', 'desc')
		.orderBy('c.id', 'desc')
		.limit(MOST)
		.execute();
	const organisations = await organisationLines(db, centreId)
		.where((where) =>
			where.or([where('c.submitted_by', '=', accountId), where('c.organisation_id', '=', among(organisationIds ?? []))])
		)
		.where((where) =>
			where.or([where('c.channel', '<>', 'window'), where('c.organisation_id', '=', among(organisationIds ?? []))])
		)
		.orderBy('c.submitted_on', 'desc')
		.orderBy('c.id', 'desc')
		.limit(MOST)
		.execute();
	return {
		member: await withWords(context, centreId, members),
		organisation: await inWords(context, centreId, organisations)
	};
}

/** Those whom an organisation has reported in, the last first. For its representatives: the caller has checked. */
export async function reportedBy(context: Context, centreId: string, organisationId: string): Promise<MemberLine[]> {
	const rows = await linesOf(context.db, centreId)
		.where('c.by_organisation_id', '=', organisationId)
		.orderBy('c.reported_on', 'desc')
		.orderBy('c.id', 'desc')
		.limit(MOST)
		.execute();
	return withWords(context, centreId, rows);
}
