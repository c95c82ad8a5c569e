import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import type { Shift } from '#modules/posts/index.ts';
import { stayOf, type Scan, type Span } from '../stay.ts';
import * as words from '../words.ts';
import type { ScanAnswer, Way } from '../words.ts';

export interface Attendant {
	centreId: string;
	shift: Pick<Shift, 'id'>;
	memberId: string;
	signUpId: string;
}

export interface StayRow extends Span {
	id: string;
	cameBy: Way | null;
	leftBy: Way | null;
	sentLate: boolean;
	attested: boolean;
}

/** Times, each with how it was told. */
export interface Told {
	cameAt: Date | null;
	cameBy: Way | null;
	leftAt: Date | null;
	leftBy: Way | null;
	sentLate: boolean;
}

/** Errors: none; the caller holds the lock of the member. */
export async function stayBy({ db }: Work, { centreId, shift, memberId }: Attendant): Promise<StayRow | undefined> {
	const row = await db
		.selectFrom('attendance.stay')
		.select(['id', 'came_at', 'came_by', 'left_at', 'left_by', 'sent_late', 'attested'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', shift.id)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return (
		row && {
			...{ id: row.id, sentLate: row.sent_late, attested: row.attested },
			...{ cameAt: row.came_at, cameBy: row.came_by as Way | null },
			...{ leftAt: row.left_at, leftBy: row.left_by as Way | null }
		}
	);
}

/** One more accepted scan, and what it makes of the stay. What was attested does not change any more. */
export async function applyScan(work: Work, who: Attendant, scan: Scan, late: boolean): Promise<ScanAnswer> {
	const before = await stayBy(work, who);
	if (before?.attested) return { accepted: false, why: 'attested', message: words.refusals.attested };
	const entered = {
		cameAt: isEntered(before?.cameBy) ? (before?.cameAt ?? null) : null,
		leftAt: isEntered(before?.leftBy) ? (before?.leftAt ?? null) : null
	};
	const after = stayOf([...(await scansOf(work, who)), scan], entered);
	await writeStay(work, who, before, {
		...{ cameAt: after.cameAt, cameBy: after.cameAt && (entered.cameAt ? (before?.cameBy ?? null) : 'code') },
		...{ leftAt: after.leftAt, leftBy: after.leftAt && (entered.leftAt ? (before?.leftBy ?? null) : 'code') },
		sentLate: late || (before?.sentLate ?? false)
	});
	await tell(work, who, { before, after, as: 'member', by: 'code', late });
	return answerTo(scan, before, after);
}

const isEntered = (way: Way | null | undefined): boolean => way === 'desk' || way === 'sheet';

async function scansOf({ db }: Work, { centreId, shift, memberId }: Attendant): Promise<Scan[]> {
	const rows = await db
		.selectFrom('attendance.scan')
		.select(['kind', 'scanned_at'])
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', shift.id)
		.where('member_id', '=', memberId)
		.where('accepted', '=', true)
		.execute();
	return rows.map(({ kind, scanned_at }) => ({ kind: kind as Scan['kind'], at: scanned_at }));
}

export async function writeStay(work: Work, who: Attendant, before: StayRow | undefined, told: Told): Promise<string> {
	const values = {
		...{ came_at: told.cameAt, came_by: told.cameBy, left_at: told.leftAt, left_by: told.leftBy },
		sent_late: told.sentLate,
		sign_up_id: who.signUpId
	};
	if (before) {
		await work.db
			.updateTable('attendance.stay')
			.set(values)
			.where('centre_id', '=', who.centreId)
			.where('id', '=', before.id)
			.execute();
		return before.id;
	}
	const id = newId();
	await work.db
		.insertInto('attendance.stay')
		.values({ centre_id: who.centreId, id, shift_id: who.shift.id, member_id: who.memberId, ...values })
		.execute();
	return id;
}

interface Change {
	before: Span | undefined;
	after: Span;
	/** In which role it was told. */
	as: string;
	by: Way;
	late?: boolean;
}

/** The facts of a change: came (also when they came back), left, or put right. */
export async function tell(work: Work, who: Attendant, { before, after, as, by, late = false }: Change): Promise<void> {
	const record = (action: string, at: Date | null) =>
		work.record({
			...{ centreId: who.centreId, subject: { kind: 'shift', id: who.shift.id }, action, as },
			channel: channels[by],
			data: { memberId: who.memberId, by, ...(at ? { at: at.toISOString() } : {}), ...(late ? { late } : {}) }
		});
	const isNew = (was: Date | null | undefined, is: Date | null) => is !== null && was?.getTime() !== is.getTime();
	const cameBack = !!before?.leftAt && after.leftAt === null && after.cameAt !== null;
	if (isNew(before?.cameAt, after.cameAt) || cameBack) await record('attendance.came', after.cameAt);
	if (isNew(before?.leftAt, after.leftAt)) await record('attendance.left', after.leftAt);
	if (before?.cameAt && after.cameAt === null) await record('attendance.corrected', null);
}

const channels: Record<Way, string> = { code: 'online', desk: 'window', sheet: 'paper' };

function answerTo(scan: Scan, before: StayRow | undefined, after: Span): ScanAnswer {
	const ok = (message: string, why: ScanAnswer['why'] = null): ScanAnswer => ({ accepted: true, why, message });
	const same = (a: Date | null | undefined, b: Date | null) => (a?.getTime() ?? null) === (b?.getTime() ?? null);
	const isChanged = !same(before?.cameAt, after.cameAt) || !same(before?.leftAt, after.leftAt);
	if (!isChanged) {
		if (scan.kind === 'in' && after.cameAt && after.leftAt === null)
			return ok(words.alreadyIn(after.cameAt), 'alreadyIn');
		if (scan.kind === 'out' && after.leftAt && before?.leftBy === 'code')
			return after.cameAt ? ok(words.alreadyOut(after.leftAt), 'alreadyOut') : ok(words.notIn(after.leftAt), 'notIn');
		return ok(words.entered, 'entered');
	}
	if (scan.kind === 'out')
		return after.cameAt === null ? ok(words.notIn(scan.at), 'notIn') : ok(words.left(after.leftAt ?? scan.at));
	return before?.leftAt && after.leftAt === null && before.cameAt && after.cameAt
		? ok(words.cameBack(after.cameAt))
		: ok(words.came(after.cameAt ?? scan.at));
}
