import { z } from 'zod';
import { command, type Listener, type Work } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { centreById } from '#modules/directory/server.ts';
import { accountsWith } from '#modules/identity/server.ts';
import { messageAccount, messagePerson } from '#modules/people/server.ts';
import { spoken, subjectKinds } from '../check-in.ts';
import { daytime } from '../daytime.ts';
import { CONFIRM } from '../settings.ts';

/**
 * Listens to clocks of confirmation that have come to their reminder. Only queues it: the clock's row is locked here. Nobody gets a message
 * at night.
 */
export const heedCheckInClock: Listener = async (work, { centreId, subject, data }) => {
	const isOurs = subject.kind === subjectKinds.member || subject.kind === subjectKinds.organisation;
	if (!isOurs || data['rule'] !== CONFIRM) return;
	const payload = { centreId, kind: subject.kind, checkInId: subject.id, dueOn: data['dueOn'] };
	await work.enqueue('remindCheckIn', payload, {
		key: `remindCheckIn:${centreId}:${subject.id}`,
		runAt: daytime(work.clock())
	});
};

export const RemindCheckIn = z.object({
	centreId: z.uuid(),
	kind: z.enum([subjectKinds.member, subjectKinds.organisation]),
	checkInId: z.uuid(),
	dueOn: z.iso.date()
});

/** Asks by SMS whether they are still there, if they have not said so meanwhile. */
export const remindCheckIn = command(
	'checkIns.remind',
	RemindCheckIn,
	async (work, { centreId, kind, checkInId, dueOn }) => {
		const { name, phone } = await centreById(work.db, centreId);
		const isMember = kind === subjectKinds.member;
		const row = isMember ? await memberOf(work, centreId, checkInId) : await contactOf(work, centreId, checkInId);
		if (!row || (row.confirmed_on !== null && row.confirmed_on >= shanghaiDate(work.clock()))) return;
		const where = row.community ? `在${row.community}的报到` : '在本街道的报到';
		const text = `${name}：您${where}（编号 ${spoken(row.reference)}）要再确认一次。请在 ${dueOn} 前登录，在“我的报到”里点一下确认；不方便的话，打 ${phone} 告诉我们。`;
		if (await messagePerson(work, { centreId, personId: row.person_id, text })) return;
		const accounts = await accountsWith(
			work.db,
			row.scope_id ?? '',
			isMember ? 'member' : 'organisationRepresentative'
		);
		for (const accountId of row.scope_id === null ? [] : accounts)
			await messageAccount(work, { centreId, accountId, text });
	}
);

const memberOf = ({ db }: Work, centreId: string, id: string) =>
	db
		.selectFrom('checkins.member_check_in as c')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'c.centre_id').onRef('m.id', '=', 'c.member_id')
		)
		.innerJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.select(['c.reference', 'c.confirmed_on', 'm.person_id', 'c.member_id as scope_id', 'community.name as community'])
		.where('c.centre_id', '=', centreId)
		.where('c.id', '=', id)
		.where('c.state', '=', 'active')
		.executeTakeFirst();

const contactOf = ({ db }: Work, centreId: string, id: string) =>
	db
		.selectFrom('checkins.organisation_check_in as c')
		.leftJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.select(['c.reference', 'c.confirmed_on', 'c.contact_id as person_id', 'c.organisation_id as scope_id'])
		.select('community.name as community')
		.where('c.centre_id', '=', centreId)
		.where('c.id', '=', id)
		.where('c.state', '=', 'active')
		.executeTakeFirst();
