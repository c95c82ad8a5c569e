import { system } from '#kernel/actor.ts';
import { workIn, type Context } from '#kernel/command.ts';
import type { Db, Transaction } from '#kernel/db.ts';
import { grantRole } from '#modules/identity/server.ts';
import { addMembers } from '#modules/directory/server.ts';
import { keepPerson, nameTokens } from '#modules/people/server.ts';
import type { Claimer } from '#modules/wishes/index.ts';
import { phoneAccount, RESIDENT_PHONE, signInAccount, type Account } from './accounts.ts';
import { inOne } from './batches.ts';
import { REGISTERED } from './moments.ts';
import type { Somebody } from './people.ts';
import type { Place } from './place.ts';

/** The people of the sample who act themselves: each has signed in once and for all. */
export interface Selves {
	member: Account;
	memberClaimer: Claimer;
	memberCommunityId: string;
	representative: Account;
	organisationClaimer: Claimer;
	resident: Account;
	residentPerson: Somebody;
}

/** One member, one representative and one resident with accounts of their own. */
export const addSelves = (db: Db, place: Place): Promise<Selves> =>
	inOne(db, async (transaction) => {
		const { centreId, organisations } = place;
		const context: Context = { db: transaction, actor: system('samples'), clock: REGISTERED };
		const bare = await signInAccount(context, 'member', '杨雪梅', []);
		const { memberId, communityId } = await addSelf(context, place, bare.accountId);
		const grant = { role: 'member' as const, centreId, scopeId: memberId };
		await grantRole(context, { accountId: bare.accountId, ...grant });
		const unit = organisations.find(({ kind }) => kind === 'newSector')?.id ?? '';
		return {
			member: { ...bare, grants: [grant] },
			memberClaimer: { kind: 'member', id: memberId },
			memberCommunityId: communityId,
			representative: await signInAccount(context, 'unit', '卢国栋', [
				{ role: 'organisationRepresentative', centreId, scopeId: unit }
			]),
			organisationClaimer: { kind: 'organisation', id: unit },
			resident: await phoneAccount(context, RESIDENT_PHONE, '邓瑞莲', []),
			residentPerson: { name: '邓瑞莲', phone: RESIDENT_PHONE, address: '木棉横街15号402房', alias: '邓奶奶' }
		};
	});

/** An in-service member of a school. */
async function addSelf(context: Context, { centreId, organisations, communities }: Place, accountId: string) {
	const work = workIn(context, context.db as Transaction);
	const known = { name: '杨雪梅', phone: '13800000131', address: '芳草直街8号301房', accountId };
	const communityId = communities[0]?.id ?? '';
	const personId = await keepPerson(work, { centreId, communityId, ...known });
	const [memberId = ''] = await addMembers(work, centreId, [
		{
			...{ personId, alias: '杨女士', kind: 'inService', communityId },
			organisationId: organisations.find(({ kind }) => kind === 'publicInstitution')?.id ?? null,
			nameTokens: nameTokens(centreId, known.name)
		}
	]);
	return { memberId, communityId };
}
