import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { accountOf } from '#kernel/actor.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { Channel } from '../check-in.ts';
import type { MemberState } from '../lifecycle.ts';
import { clockOf, startClocks } from './clocks.server.ts';
import { recordEach } from './record.server.ts';

export interface NewMemberCheckIn {
	memberId: string;
	communityId: string;
	gridId?: string | null;
	/** Shanghai's date; today when it is left out. */
	reportedOn?: string | undefined;
	byOrganisationId?: string | null;
	/** What a member wrote whose unit is not in the list. */
	unit?: string | undefined;
}

export interface OpenCheckIn {
	id: string;
	reference: string;
	state: MemberState;
	/** False when an earlier one is open: then this is that one. */
	isNew: boolean;
}

/**
 * Opens check-ins of members, in their order; a member who has an open one in the community keeps it. However many at once,
 * each member gets one: the index is the judge. Tells `checkIn.reported` for the new ones and starts their clocks.
 * The caller has checked who may, and that the members are there.
 */
export async function openMembers(
	work: Work,
	centreId: string,
	rows: readonly NewMemberCheckIn[],
	{ channel, as, state = 'reported' }: { channel: Channel; as: string; state?: 'reported' | 'active' }
): Promise<OpenCheckIn[]> {
	const today = shanghaiDate(work.clock());
	// in the order of the members, so that two loads at once never wait for each other
	const sorted = [...rows].sort((one, other) => (one.memberId < other.memberId ? -1 : 1));
	const made = new Map<string, { id: string; reference: string }>();
	for (let at = 0; at < sorted.length; at += AT_ONCE) {
		const values = sorted.slice(at, at + AT_ONCE).map((row) => valuesOf(row, today));
		const inserted = await work.db
			.insertInto('checkins.member_check_in')
			.values(values)
			.onConflict((conflict) => conflict.columns(['centre_id', 'member_id', 'community_id']).where(IS_OPEN).doNothing())
			.returning(['id', 'reference', 'member_id', 'community_id'])
			.execute();
		for (const { id, reference, ...row } of inserted)
			made.set(keyOf(row.member_id, row.community_id), { id, reference });
	}
	const ids = [...made.values()].map(({ id }) => id);
	await startClocks(work, { centreId, of: 'member', ids, rule: clockOf(state) ?? 'checkIn.accept' });
	await recordEach(
		work,
		rows.flatMap(({ memberId, communityId, byOrganisationId = null }) => {
			const own = made.get(keyOf(memberId, communityId));
			return own
				? [
						{
							centreId,
							subject: { kind: 'memberCheckIn', id: own.id },
							action: 'checkIn.reported',
							as,
							channel,
							data: { memberId, communityId, byOrganisationId, to: state }
						}
					]
				: [];
		})
	);
	const open = new Map(
		(await openOnes(work, centreId, rows)).map((row) => [keyOf(row.memberId, row.communityId), row])
	);
	return rows.flatMap(({ memberId, communityId }) => {
		const key = keyOf(memberId, communityId);
		const row = open.get(key);
		return row ? [{ id: row.id, reference: row.reference, state: row.state as MemberState, isNew: made.has(key) }] : [];
	});

	function valuesOf(row: NewMemberCheckIn, today: string) {
		const reportedOn = row.reportedOn ?? today;
		return {
			centre_id: centreId,
			id: newId(),
			reference: newReference(),
			member_id: row.memberId,
			community_id: row.communityId,
			grid_id: row.gridId ?? null,
			state,
			by_organisation_id: row.byOrganisationId ?? null,
			unit_sealed: row.unit ? seal(row.unit) : null,
			channel,
			reported_by: accountOf(work.actor),
			reported_on: reportedOn,
			reported_at: work.clock(),
			...(state === 'active' ? { accepted_on: reportedOn, accepted_by: accountOf(work.actor) } : {})
		};
	}
}

const AT_ONCE = 500;
/** Written out, for a parameter would keep a prepared statement from finding the index. */
const IS_OPEN = sql<boolean>`state in ('reported', 'active')`;

const keyOf = (memberId: string, communityId: string) => `${memberId} ${communityId}`;

const openOnes = ({ db }: Work, centreId: string, rows: readonly NewMemberCheckIn[]) =>
	db
		.selectFrom('checkins.member_check_in')
		.select(['id', 'reference', 'state', 'member_id as memberId', 'community_id as communityId'])
		.where('centre_id', '=', centreId)
		.where(({ eb, fn, val }) => eb('member_id', '=', fn<string>('any', [val(rows.map(({ memberId }) => memberId))])))
		.where(IS_OPEN)
		.execute();
