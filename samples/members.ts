import type { Context } from '#kernel/command.ts';
import { system } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn } from '#kernel/command.ts';
import type { Db, Transaction } from '#kernel/db.ts';
import { addMember } from '#modules/directory/server.ts';
import type { MemberKind } from '#modules/directory/index.ts';
import { grantRole } from '#modules/identity/server.ts';
import { keepPerson } from '#modules/people/server.ts';
import type { Claimer } from '#modules/wishes/index.ts';
import { phoneAccount, RESIDENT_PHONE, signInAccount, type Account } from './accounts.ts';
import { inBatches, inOne } from './batches.ts';
import { memberCount } from './data/centre.ts';
import type { Crowd, Somebody } from './people.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';

const REGISTERED = clockAt(new Date('2020-12-07T10:00:00+08:00'));

/** The people of the sample who act themselves: each has signed in once and for all. */
export interface Selves {
	member: Account;
	memberClaimer: Claimer;
	representative: Account;
	organisationClaimer: Claimer;
	resident: Account;
	residentPerson: Somebody;
}

/** Writes the party members down. Returns their ids, in the order in which they were drawn. */
export async function addMembers(db: Db, place: Place, random: Random, people: Crowd): Promise<string[]> {
	const drawn = Array.from({ length: memberCount }, () => drawMember(random, people, place));
	const ids = new Map<string, string>();
	await inBatches(db, drawn, async (transaction, member) => {
		ids.set(
			member.phone,
			await register({ db: transaction, actor: place.clerks[0], clock: REGISTERED }, place.centreId, member)
		);
	});
	return drawn.map(({ phone }) => ids.get(phone) ?? '');
}

/** One member, one representative and one resident with accounts of their own. */
export const addSelves = (db: Db, { centreId, organisations }: Place): Promise<Selves> =>
	inOne(db, async (transaction) => {
		const context: Context = { db: transaction, actor: system('samples'), clock: REGISTERED };
		const bare = await signInAccount(context, 'member', '杨雪梅', []);
		const claimer = { name: '杨雪梅', phone: '13800000131', address: '芳草直街8号301房', alias: '杨女士' };
		const organisationId = organisations.find(({ kind }) => kind === 'publicInstitution')?.id ?? null;
		const memberId = await register(context, centreId, {
			...claimer,
			kind: 'inService',
			organisationId,
			accountId: bare.accountId
		});
		const grant = { role: 'member' as const, centreId, scopeId: memberId };
		await grantRole(context, { accountId: bare.accountId, ...grant });
		const unit = organisations.find(({ kind }) => kind === 'newSector')?.id ?? '';
		return {
			member: { ...bare, grants: [grant] },
			memberClaimer: { kind: 'member', id: memberId },
			representative: await signInAccount(context, 'unit', '卢国栋', [
				{ role: 'organisationRepresentative', centreId, scopeId: unit }
			]),
			organisationClaimer: { kind: 'organisation', id: unit },
			resident: await phoneAccount(context, RESIDENT_PHONE, '邓瑞莲', []),
			residentPerson: { name: '邓瑞莲', phone: RESIDENT_PHONE, address: '木棉横街15号402房', alias: '邓奶奶' }
		};
	});

interface NewMember extends Somebody {
	kind: MemberKind;
	organisationId: string | null;
	accountId?: string;
}

function drawMember(random: Random, people: Crowd, { organisations }: Place): NewMember {
	const kind = random.weighted<MemberKind>([
		['inService', 78],
		['community', 12],
		['retired', 7],
		['probationary', 3]
	]);
	const ofKind = organisations.filter((organisation) => (organisation.kind === 'community') === (kind !== 'inService'));
	return { ...people.partyMember(kind === 'retired'), kind, organisationId: random.pick(ofKind).id };
}

async function register(
	context: Context,
	centreId: string,
	{ alias, kind, organisationId, ...known }: NewMember
): Promise<string> {
	const work = workIn(context, context.db as Transaction);
	const personId = await keepPerson(work, { centreId, ...known });
	return addMember(context, { centreId, personId, alias, kind, organisationId });
}
