import type { Db } from '#kernel/db.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import { open } from '#kernel/secrets.ts';
import { settingOf } from '#modules/directory/server.ts';
import { light, remaining, type Day, type Light, type Overrides, type Unit } from './calendar.ts';
import { viewOf, warnBefore, type DeadlineView, type Subject } from './deadline.ts';
import { LimitValue, warnWithin, type WarnWithin } from './settings.ts';

/** The open deadlines of subjects, each at most one, by the subject's id. Not for the public unless the caller chose them. */
export async function deadlinesOf(
	db: Db,
	centreId: string,
	subjectIds: readonly string[],
	today: Day
): Promise<Map<string, DeadlineView>> {
	if (subjectIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('deadlines.deadline')
		.select(['subject_id', 'rule', 'due_on', 'provisional', 'unit', 'state'])
		.where('centre_id', '=', centreId)
		.where('subject_id', 'in', subjectIds)
		.where('state', 'in', ['running', 'paused'])
		.execute();
	const [warn, overrides] = [await warnOf(db, centreId, today), await overridesOf(db, centreId)];
	return new Map(
		rows.map(({ subject_id, rule, due_on: dueOn, provisional, unit, state }) => [
			subject_id,
			viewOf({ rule, dueOn, provisional, unit: unit as Unit, paused: state === 'paused' }, today, warn, overrides)
		])
	);
}

/** For days that somebody planned or promised, without a clock of their own: the light and the words of one as of today. */
export async function lightsFor(
	db: Db,
	centreId: string,
	today: Day
): Promise<(dueOn: Day) => { light: Light; words: string }> {
	const warn = await warnOf(db, centreId, today);
	return (dueOn) => ({
		light: light(dueOn, today, warnBefore('days', warn)),
		words: remaining(dueOn, today, 'days')
	});
}

export interface PauseView {
	rule: string;
	pausedOn: Day;
	/** None while it stands still. */
	resumedOn: Day | null;
	reason: string;
}

/** The pauses of a subject's clocks with their reasons, newest first. For staff: the caller has checked. */
export async function pausesOf(db: Db, centreId: string, subject: Subject): Promise<PauseView[]> {
	const rows = await db
		.selectFrom('deadlines.pause as pause')
		.innerJoin('deadlines.deadline as deadline', (join) =>
			join.onRef('deadline.centre_id', '=', 'pause.centre_id').onRef('deadline.id', '=', 'pause.deadline_id')
		)
		.select(['rule', 'paused_on', 'resumed_on', 'reason_sealed'])
		.where('pause.centre_id', '=', centreId)
		.where('subject_kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.orderBy('pause.paused_on', 'desc')
		.orderBy('pause.id', 'desc')
		.execute();
	return rows.map((row) => ({
		rule: row.rule,
		pausedOn: row.paused_on,
		resumedOn: row.resumed_on,
		reason: open(row.reason_sealed)
	}));
}

/** The days on which an office works or rests against the national calendar. */
export async function overridesOf(db: Db, centreId: string): Promise<Overrides> {
	const rows = await db
		.selectFrom('deadlines.day_override')
		.select(['day', 'workday'])
		.where('centre_id', '=', centreId)
		.execute();
	return overridesFrom(rows);
}

export const overridesFrom = (rows: readonly { day: Day; workday: boolean }[]): Overrides =>
	new Map(rows.map(({ day, workday }) => [day, workday]));

export interface DayOverride {
	day: Day;
	workday: boolean;
	reason: string;
}

/** The same with the grounds, the latest day first. */
export const dayOverridesOf = (db: Db, centreId: string): Promise<DayOverride[]> =>
	db
		.selectFrom('deadlines.day_override')
		.select(['day', 'workday', 'reason'])
		.where('centre_id', '=', centreId)
		.orderBy('day', 'desc')
		.limit(500)
		.execute();

/** How long a rule gives on a day: the centre's setting `deadline.<rule>`. A value that is no limit counts as none: the standard holds. */
export async function limitOf(db: Db, centreId: string, rule: string, standard: Limit, on: Day): Promise<Limit> {
	const chosen = LimitValue.safeParse(await settingOf(db, centreId, `deadline.${rule}`, on));
	return chosen.success ? chosen.data : standard;
}

/** When lights turn yellow in a centre. A value that cannot be read counts as none, for one centre's slip must not stop a job. */
export async function warnOf(db: Db, centreId: string, on: Day): Promise<WarnWithin> {
	const chosen = warnWithin.schema.safeParse(await settingOf(db, centreId, warnWithin.name, on));
	return chosen.success ? chosen.data : warnWithin.standard;
}
