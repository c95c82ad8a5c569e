import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBePlace } from '#modules/directory/server.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { giveConsent } from '#modules/people/server.ts';
import { CONSENT_WORDING } from '../check-in.ts';
import { ReportMember, ReportMyself } from '../forms.ts';
import { mayHandleCheckIns } from '../policy.ts';
import { grantMember } from './grant.server.ts';
import { keepOffer, knownMember } from './known-member.server.ts';
import { openMembers, type OpenCheckIn } from './open-members.server.ts';
import { unitNamed } from './unit-named.server.ts';

const centre = { centreId: z.uuid('没有这个中心') };

/**
 * Somebody who proved their phone reports in as a member. Who is there already is answered with the first check-in.
 * Errors: Refused when nobody is signed in, or the account has no phone; Missing place or unit.
 */
export const reportMyself = command('checkIns.reportMyself', ReportMyself.extend(centre), async (work, input) => {
	const { centreId, communityId, gridId, consent, unit: typed, ...given } = input;
	const { accountId, phone } = await ownPhone(work);
	await mustBePlace(work.db, centreId, { communityId, gridId });
	const { unit, ...belonging } = await unitNamed(work, centreId, typed);
	const about = { ...given, ...belonging };
	const member = await knownMember(work, centreId, { ...about, phone, accountId, communityId, gridId });
	if (member.wasKnown) await keepOffer(work, centreId, member.memberId, about);
	const checkIn = await openOne(work, centreId, { memberId: member.memberId, communityId, gridId, unit }, 'online');
	if (consent) await keepConsent(work, centreId, { checkIn, personId: member.personId, way: 'online' });
	// known by name and phone, and accepted long ago: now with an account
	if (checkIn.state === 'active') await grantMember(work, { centreId, memberId: member.memberId, accountId });
	return checkIn;
});

/** A clerk reports somebody in. Errors: Refused unless a clerk or an administrator; Missing place or unit; Invalid for a day to come. */
export const reportMember = command('checkIns.reportMember', ReportMember.extend(centre), async (work, input) => {
	const { centreId, communityId, gridId, reportedOn, consentWay: way, ...about } = input;
	if (!mayHandleCheckIns(work.actor, centreId)) throw new Refused('只有本中心的工作人员可以代为登记报到。');
	mustBePast(work, 'reportedOn', reportedOn);
	await mustBePlace(work.db, centreId, { communityId, gridId });
	const member = await knownMember(work, centreId, { ...about, communityId, gridId });
	const row = { memberId: member.memberId, communityId, gridId, reportedOn };
	const checkIn = await openOne(work, centreId, row, 'window');
	await keepConsent(work, centreId, { checkIn, personId: member.personId, way });
	return checkIn;
});

/** The account that acts and its phone. Errors: Refused. */
export async function ownPhone(work: Work): Promise<{ accountId: string; phone: string }> {
	const accountId = accountOf(work.actor);
	if (accountId === null) throw new Refused('请先用手机号登录。', 'signedOut');
	const phone = MobilePhone.safeParse(await phoneOf(work.db, accountId)).data;
	if (phone === undefined) throw new Refused('这个账号没有手机号。请退出后用手机号和验证码登录，再来报到。');
	return { accountId, phone };
}

/** Errors: Invalid for a day that is still to come. */
export function mustBePast(work: Work, field: string, day: string | undefined): void {
	if (day !== undefined && day > shanghaiDate(work.clock()))
		throw new Invalid('日期还没有到', [{ field, message: '日期还没有到，请检查' }]);
}

async function openOne(
	work: Work,
	centreId: string,
	row: Parameters<typeof openMembers>[2][number],
	channel: 'online' | 'window'
): Promise<OpenCheckIn> {
	const [checkIn] = await openMembers(work, centreId, [row], {
		channel,
		as: channel === 'online' ? 'member' : 'clerk'
	});
	if (!checkIn) throw new Error('a check-in that was opened is not there');
	return checkIn;
}

const keepConsent = (
	work: Work,
	centreId: string,
	{ checkIn, personId, way }: { checkIn: OpenCheckIn; personId: string; way: 'online' | 'inPerson' | 'phone' | 'paper' }
) =>
	giveConsent(work, {
		...{ centreId, personId, subjectId: checkIn.id, way },
		purpose: 'memberCheckIn.details',
		wording: CONSENT_WORDING
	});
