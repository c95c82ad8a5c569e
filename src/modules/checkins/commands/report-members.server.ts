import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { mustBePlace, setMembersActive } from '#modules/directory/server.ts';
import type { Channel } from '../check-in.ts';
import { ReportRoster } from '../forms.ts';
import { mayHandleCheckIns, represents } from '../policy.ts';
import { rosterIn } from '../roster.ts';
import { grantMember } from './grant.server.ts';
import { knownMembers } from './known-member.server.ts';
import { openMembers, type NewMemberCheckIn, type OpenCheckIn } from './open-members.server.ts';

/**
 * Reports known members in, many at once and in few statements: for imports and loaders, whose caller brings them in as
 * accepted (`active`) or as waiting. Answers in their order, with the first check-in for whoever is there already.
 * Errors: Refused unless a clerk, an administrator or the system.
 */
export async function reportInMembers(
	work: Work,
	centreId: string,
	rows: readonly Pick<NewMemberCheckIn, 'memberId' | 'communityId' | 'reportedOn'>[],
	channel: Channel,
	state: 'reported' | 'active' = 'reported'
): Promise<OpenCheckIn[]> {
	const isSystem = work.actor.kind === 'system';
	if (!isSystem && !mayHandleCheckIns(work.actor, centreId)) throw new Refused('只有本中心的工作人员可以登记报到。');
	const opened = await openMembers(work, centreId, rows, { channel, as: isSystem ? 'system' : 'clerk', state });
	if (state === 'active')
		await welcome(
			work,
			centreId,
			rows.map(({ memberId }) => memberId)
		);
	return opened;
}

/** What else comes with an acceptance: they can be called on, and act as members if they have an account. */
async function welcome(work: Work, centreId: string, memberIds: readonly string[]): Promise<void> {
	await setMembersActive(work, centreId, memberIds, true);
	const withAccount = await work.db
		.selectFrom('directory.member as m')
		.innerJoin('people.person as p', (join) =>
			join.onRef('p.centre_id', '=', 'm.centre_id').onRef('p.id', '=', 'm.person_id')
		)
		.select(['m.id', 'p.account_id'])
		.where('m.centre_id', '=', centreId)
		.where(({ eb, fn, val }) => eb('m.id', '=', fn<string>('any', [val(memberIds)])))
		.where('p.account_id', 'is not', null)
		.execute();
	for (const { id: memberId, account_id: accountId } of withAccount)
		if (accountId !== null) await grantMember(work, { centreId, memberId, accountId });
}

/** What came of a list. */
export interface RosterOutcome {
	reported: number;
	/** Those who were there already. */
	known: number;
}

/**
 * An organisation reports its members in: all of the list, or none when a line cannot be read, so that nobody is lost.
 * Errors: Refused unless its representative or a clerk; Invalid with a sentence for each wrong line; Missing place.
 */
export const reportRoster = command(
	'checkIns.reportRoster',
	ReportRoster.extend({ centreId: z.uuid('没有这个中心') }),
	async (work, { centreId, organisationId, communityId, kind, people }): Promise<RosterOutcome> => {
		const isTheirs = represents(work.actor, centreId, organisationId);
		if (!isTheirs && !mayHandleCheckIns(work.actor, centreId))
			throw new Refused('只有本单位的代表和中心的工作人员可以替单位的党员报到。');
		await mustBePlace(work.db, centreId, { communityId });
		const { people: listed, issues } = rosterIn(people);
		if (issues.length > 0) throw new Invalid(issues.map(({ message }) => message).join('；'), issues);
		const members = await knownMembers(
			work,
			centreId,
			listed.map((one) => ({ ...one, communityId, kind, organisationId }))
		);
		const rows = members.map(({ memberId }) => ({ memberId, communityId, byOrganisationId: organisationId }));
		const as = isTheirs ? 'organisation' : 'clerk';
		const opened = await openMembers(work, centreId, rows, { channel: 'organisation', as });
		const reported = opened.filter(({ isNew }) => isNew).length;
		return { reported, known: opened.length - reported };
	}
);
