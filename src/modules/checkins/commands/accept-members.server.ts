import { accountOf } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { setMembersActive } from '#modules/directory/server.ts';
import { CONFIRM } from '../settings.ts';
import { mayHandleCheckIns } from '../policy.ts';
import { startClocks } from './clocks.server.ts';
import { recordEach } from './record.server.ts';
import { grantMember } from './grant.server.ts';
import { lockMembers } from './lock.server.ts';

/**
 * Accepts reported members; those that are not waiting any more are left alone. Tells `checkIn.accepted` for each, starts the
 * clocks of their confirmation, gives those with an account the role of a member. Returns the ids that were accepted.
 * Errors: Refused unless a clerk, an administrator or the system.
 */
export async function acceptCheckIns(work: Work, centreId: string, ids: readonly string[]): Promise<string[]> {
	const isSystem = work.actor.kind === 'system';
	if (!isSystem && !mayHandleCheckIns(work.actor, centreId)) throw new Refused('只有本中心的工作人员可以接收报到。');
	await lockMembers(work.db, centreId, ids);
	const waiting = await work.db
		.selectFrom('checkins.member_check_in as c')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'c.centre_id').onRef('m.id', '=', 'c.member_id')
		)
		.innerJoin('people.person as p', (join) =>
			join.onRef('p.centre_id', '=', 'm.centre_id').onRef('p.id', '=', 'm.person_id')
		)
		.select(['c.id', 'c.member_id', 'p.account_id', 'm.active'])
		.where('c.centre_id', '=', centreId)
		.where(({ eb, fn, val }) => eb('c.id', '=', fn<string>('any', [val(ids)])))
		.where('c.state', '=', 'reported')
		.orderBy('c.id')
		.forUpdate('c')
		.execute();
	if (waiting.length === 0) return [];
	const accepted = waiting.map(({ id }) => id);
	await work.db
		.updateTable('checkins.member_check_in')
		.set({
			state: 'active',
			accepted_on: shanghaiDate(work.clock()),
			accepted_by: accountOf(work.actor)
		})
		.where('centre_id', '=', centreId)
		.where(({ eb, fn, val }) => eb('id', '=', fn<string>('any', [val(accepted)])))
		.execute();
	await setMembersActive(
		work,
		centreId,
		waiting.filter(({ active }) => !active).map(({ member_id }) => member_id),
		true
	);
	await startClocks(work, { centreId, of: 'member', ids: accepted, rule: CONFIRM });
	for (const { member_id: memberId, account_id: accountId } of waiting)
		if (accountId !== null) await grantMember(work, { centreId, memberId, accountId });
	await recordEach(
		work,
		accepted.map((id) => ({
			centreId,
			subject: { kind: 'memberCheckIn', id },
			action: 'checkIn.accepted',
			as: isSystem ? 'system' : 'clerk',
			channel: isSystem ? 'system' : 'online',
			data: { from: 'reported', to: 'active' }
		}))
	);
	return accepted;
}
