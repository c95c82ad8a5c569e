import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { accountNames } from '#modules/identity/server.ts';
import { namesOnRoster } from '#modules/people/server.ts';
import { maySeeNames } from '../policy.ts';
import type { Span } from '../stay.ts';
import type { Way } from '../words.ts';
import { selfIn } from './self.server.ts';

/** Somebody on the list of a shift: with a place, or with a stay although they gave it back. */
export interface SheetRow extends Span {
	memberId: string;
	alias: string;
	/** Only for those who keep the roster. */
	name: string | null;
	organisationName: string | null;
	cameBy: Way | null;
	leftBy: Way | null;
	/** A scan that was sent later than it was made. */
	sentLate: boolean;
	hours: { id: string; startsAt: Date; endsAt: Date; minutes: number; attestedAt: Date; attestedBy: string } | null;
	/** The one who looks: their hours are attested by somebody else. */
	isOwn: boolean;
}

/** The list of a shift by name, for whoever runs it, which the caller has checked. */
export async function sheetOf({ db, actor }: Context, centreId: string, shiftId: string): Promise<SheetRow[]> {
	const rows = await rowsOf(db, centreId, shiftId);
	const names = maySeeNames(actor, centreId)
		? await namesOnRoster(
				db,
				centreId,
				rows.map(({ personId }) => personId)
			)
		: new Map<string, string>();
	const isSelf = await selfIn({ db, actor }, centreId);
	const attesters = await accountNames(db, [...new Set(rows.flatMap(({ attested_by }) => attested_by ?? []))]);
	return rows
		.map(({ personId, hoursId, startsAt, endsAt, minutes, attestedAt, attested_by, ...row }) => ({
			...row,
			cameBy: row.cameBy as Way | null,
			leftBy: row.leftBy as Way | null,
			name: names.get(personId) ?? null,
			sentLate: row.sentLate ?? false,
			hours:
				hoursId && startsAt && endsAt && attestedAt
					? {
							...{ id: hoursId, startsAt, endsAt, attestedAt, minutes: minutes ?? 0 },
							attestedBy: attesters.get(attested_by ?? '') ?? ''
						}
					: null,
			isOwn: isSelf({ memberId: row.memberId, personId })
		}))
		.sort(
			(a, b) => (a.name ?? a.alias).localeCompare(b.name ?? b.alias, 'zh-CN') || (a.memberId < b.memberId ? -1 : 1)
		);
}

const rowsOf = (db: Db, centreId: string, shiftId: string) =>
	db
		.with('listed', (cte) =>
			cte
				.selectFrom('posts.sign_up')
				.select('member_id')
				.where('centre_id', '=', centreId)
				.where('shift_id', '=', shiftId)
				.where('state', '=', 'held')
				.union(
					cte
						.selectFrom('attendance.stay')
						.select('member_id')
						.where('centre_id', '=', centreId)
						.where('shift_id', '=', shiftId)
				)
		)
		.selectFrom('listed as l')
		.innerJoin('directory.member as m', (join) =>
			join.on('m.centre_id', '=', centreId).onRef('m.id', '=', 'l.member_id')
		)
		.leftJoin('directory.organisation as o', (join) =>
			join.onRef('o.centre_id', '=', 'm.centre_id').onRef('o.id', '=', 'm.organisation_id')
		)
		.leftJoin('attendance.stay as a', (join) =>
			join.on('a.centre_id', '=', centreId).on('a.shift_id', '=', shiftId).onRef('a.member_id', '=', 'l.member_id')
		)
		.leftJoin('attendance.hours as h', (join) =>
			join.onRef('h.centre_id', '=', 'a.centre_id').onRef('h.stay_id', '=', 'a.id').on('h.voided_at', 'is', null)
		)
		.select([
			...(['l.member_id as memberId', 'm.alias', 'm.person_id as personId'] as const),
			...(['o.name as organisationName', 'a.came_at as cameAt', 'a.came_by as cameBy'] as const),
			...(['a.left_at as leftAt', 'a.left_by as leftBy', 'a.sent_late as sentLate'] as const),
			...(['h.id as hoursId', 'h.starts_at as startsAt', 'h.ends_at as endsAt', 'h.minutes'] as const),
			...(['h.attested_at as attestedAt', 'h.attested_by'] as const)
		])
		.execute();

/** Who came to a shift, by when; of who is still there, `leftAt` is null. */
export async function presentAt(
	db: Db,
	centreId: string,
	shiftId: string
): Promise<{ memberId: string; cameAt: Date; leftAt: Date | null }[]> {
	const rows = await db
		.selectFrom('attendance.stay')
		.select(['member_id', 'came_at', 'left_at'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', shiftId)
		.where('came_at', 'is not', null)
		.orderBy('came_at')
		.orderBy('id')
		.execute();
	return rows.flatMap(({ member_id, came_at, left_at }) =>
		came_at ? [{ memberId: member_id, cameAt: came_at, leftAt: left_at }] : []
	);
}

/** Hours of a shift that were taken back, newest first. */
export async function voidedAt({ db }: Pick<Context, 'db'>, centreId: string, shiftId: string) {
	const rows = await db
		.selectFrom('attendance.hours as h')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 'h.centre_id').onRef('m.id', '=', 'h.member_id')
		)
		.select([
			...(['h.id', 'm.alias', 'h.starts_at', 'h.ends_at', 'h.minutes'] as const),
			...(['h.voided_at', 'h.voided_by', 'h.voided_reason_sealed'] as const)
		])
		.where('h.centre_id', '=', centreId)
		.where('h.shift_id', '=', shiftId)
		.where('h.voided_at', 'is not', null)
		.orderBy('h.voided_at', 'desc')
		.limit(MOST_VOIDED)
		.execute();
	const names = await accountNames(db, [...new Set(rows.flatMap(({ voided_by }) => voided_by ?? []))]);
	return rows.map((row) => ({
		...{ id: row.id, alias: row.alias, startsAt: row.starts_at, endsAt: row.ends_at, minutes: row.minutes },
		voidedAt: row.voided_at as Date,
		by: names.get(row.voided_by ?? '') ?? '',
		reason: openMaybe(row.voided_reason_sealed) ?? ''
	}));
}

const MOST_VOIDED = 200;
