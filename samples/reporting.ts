import type { Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn, type Context } from '#kernel/command.ts';
import type { Db, Transaction } from '#kernel/db.ts';
import { actOnMember, actOnOrganisation, reportInMembers, reportUnit } from '#modules/checkins/server.ts';
import { addDays, days } from '#modules/deadlines/index.ts';
import { serviceFieldsOf } from '#modules/directory/server.ts';
import { inLanes, inOne } from './batches.ts';
import { waitingMembers } from './data/centre.ts';
import type { Member } from './members.ts';
import { after9, ago, workdaysFrom } from './moments.ts';
import type { Crowd } from './people.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import type { Selves } from './selves.ts';

interface Sample {
	place: Place;
	random: Random;
	people: Crowd;
	now: Date;
}

/** Each organisation reports to the sub-district, is accepted, and has said since that it is still there; some have not for long. */
export async function reportOrganisations(db: Db, { place, random, people, now }: Sample): Promise<void> {
	const { centreId, organisations, clerks } = place;
	const fields = (await serviceFieldsOf(db, centreId)).map(({ code }) => code);
	const workingDays = workdaysFrom(2021).slice(0, 200);
	const told = organisations.map(({ id }) => ({
		organisationId: id,
		contact: people.partyMember(false),
		fields: random.shuffled(fields).slice(0, 1 + random.below(2)),
		submittedOn: random.pick(workingDays),
		confirmedAgo: random.chance(0.06) ? 190 + random.below(20) : 5 + random.below(160)
	}));
	await inLanes(told, ({ organisationId, contact, fields, submittedOn, confirmedAgo }) =>
		inOne(db, async (transaction) => {
			const at = (clock: Date): Context => ({ db: transaction, actor: clerks[0], clock: clockAt(clock) });
			const { id: checkInId } = await reportUnit(at(after9(submittedOn, 30)), {
				...{ centreId, organisationId, fields, submittedOn },
				...{ contactName: contact.name, contactPhone: contact.phone }
			});
			await actOnOrganisation('accept', at(after9(addDays(submittedOn, days(2)), 60)), { centreId, checkInId });
			await actOnOrganisation('confirm', at(ago(now, confirmedAgo, 0, 1)), { centreId, checkInId });
		})
	);
}

const AT_ONCE = 500;

/** The in-service members report where they live; some older ones come along, some wait, some have moved or left since. */
export async function reportMembers(db: Db, sample: Sample, selves: Selves, members: readonly Member[]): Promise<void> {
	const { place, random, now } = sample;
	const inService = members.filter(({ kind }) => kind === 'inService');
	const coming = inService.slice(0, inService.length - waitingMembers);
	const waiting = inService.slice(coming.length);
	const older = members.filter(({ kind }) => kind !== 'inService').slice(0, 120);
	const workingDays = workdaysFrom(2021).slice(0, 249);
	const self = { id: selves.memberClaimer.id, communityId: selves.memberCommunityId };
	const rows = [self, ...coming, ...older].map(({ id, communityId }) => ({
		...{ memberId: id, communityId, reportedOn: random.pick(workingDays) }
	}));
	// forty have not said for long that they are still there
	const [late, inTime] = [rows.slice(1, 41), rows.filter((_, at) => at === 0 || at > 40)];
	const starts = Array.from({ length: Math.ceil(inTime.length / AT_ONCE) }, (_, at) => at * AT_ONCE);
	const report = (rows: readonly Reported[], clock: Date, state: 'reported' | 'active') =>
		inOne(db, (transaction) =>
			reportInMembers(workAt(transaction, place.clerks[0], clock), place.centreId, rows, 'import', state)
		);
	await report(late, ago(now, 188, 0, 1), 'active');
	await inLanes(starts, async (start) => {
		await report(inTime.slice(start, start + AT_ONCE), ago(now, 60, 0, 1), 'active');
	});
	for (const [at, { id: memberId, communityId }] of waiting.entries())
		await report([{ memberId, communityId }], ago(now, at % 7, at, waitingMembers + 1), 'reported');
	await partWith(db, sample, older);
}

interface Reported {
	memberId: string;
	communityId: string;
	reportedOn?: string;
}

/** A few of the older ones move to another community or leave. */
async function partWith(db: Db, { place, now }: Sample, older: readonly Member[]): Promise<void> {
	const { centreId, communities, clerks } = place;
	await inOne(db, async (transaction) => {
		const rows = older.slice(0, 12).map(({ id: memberId, communityId }) => ({ memberId, communityId }));
		const open = await reportInMembers(workAt(transaction, clerks[0], ago(now, 60, 0, 1)), centreId, rows, 'import');
		const context: Context = { db: transaction, actor: clerks[0], clock: clockAt(ago(now, 12, 0, 1)) };
		for (const [at, { id: checkInId }] of open.entries()) {
			const elsewhere = communities.find(({ id }) => id !== rows[at]?.communityId)?.id;
			if (at < 6) await actOnMember('withdraw', context, { centreId, checkInId, reason: '年纪大了，先歇一歇' });
			else await actOnMember('transfer', context, { centreId, checkInId, communityId: elsewhere, reason: '搬了家' });
		}
	});
}

const workAt = (db: Db, actor: Actor, clock: Date) => workIn({ db, actor, clock: clockAt(clock) }, db as Transaction);
