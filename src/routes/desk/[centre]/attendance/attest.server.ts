import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import type { Issue } from '#kernel/errors.ts';
import { readForm } from '#kernel/form.ts';
import { clockIn, clockOf, durationWords, momentAt, within } from '#modules/attendance/index.ts';
import { attestHours, sheetOf, voidedAt, type Clash, type SheetRow } from '#modules/attendance/server.ts';
import type { Shift } from '#modules/posts/index.ts';
import { malformed, refusedForm, type RefusedForm } from '#src/routes/known-errors.server.ts';
import { headOf, type Kept } from './kept.server.ts';

/** Who came, with what counts of it; what is attested; what was taken back. */
export async function attestPage(context: Context, kept: Kept) {
	const { centre, shift } = kept;
	const rows = await sheetOf(context, centre.id, shift.id);
	const waiting = rows.filter(isWaiting);
	return {
		...headOf(kept, context.clock()),
		waiting: waiting.map((row) => ({ ...personIn(row), ...startOf(row, shift) })),
		own: rows.filter((row) => cameAtAll(row) && row.isOwn && !row.hours).map(personIn),
		absent: rows.filter((row) => !cameAtAll(row)).map(({ alias, name }) => name ?? alias),
		attested: rows.flatMap((row) =>
			row.hours
				? [
						{
							...personIn(row),
							...{ hoursId: row.hours.id, from: clockOf(row.hours.startsAt), to: clockOf(row.hours.endsAt) },
							...{ length: durationWords(row.hours.minutes), by: row.hours.attestedBy, at: row.hours.attestedAt }
						}
					]
				: []
		),
		voided: (await voidedAt(context, centre.id, shift.id)).map(({ startsAt, endsAt, minutes, ...one }) => ({
			...one,
			...{ from: clockOf(startsAt), to: clockOf(endsAt), length: durationWords(minutes) }
		}))
	};
}

const cameAtAll = ({ cameAt, leftAt }: SheetRow): boolean => cameAt !== null || leftAt !== null;
const isWaiting = (row: SheetRow): boolean => cameAtAll(row) && !row.hours && !row.isOwn;

const personIn = ({ memberId, alias, name, organisationName, isOwn }: SheetRow) => ({
	...{ memberId, who: name ?? alias, organisationName, isOwn }
});

/** What the form begins with: what was scanned, as far as it lies within the shift. */
function startOf(row: SheetRow, shift: Shift) {
	const counts = within(row, shift);
	const clock = (moment: Date | null) => (moment ? clockOf(moment) : '');
	const told = `${clock(row.cameAt) || '没有记录'}到，${clock(row.leftAt) || '没有记录'}走`;
	return {
		...{ told, sentLate: row.sentLate, isWhole: counts !== null },
		...{ from: clock(counts?.from ?? row.cameAt ?? shift.startsAt), to: clock(counts?.to ?? null) }
	};
}

const names = ['from', 'to', 'minutes', 'reason'] as const;
const Typed = z.string().max(200).optional();

/** Attests those who are ticked. What would count twice comes back with the part that is free filled in. */
export async function attest(context: Context, { centre, shift, base }: Kept, request: Request) {
	const rows = (await sheetOf(context, centre.id, shift.id)).filter(cameAtAll);
	const fields = rows.flatMap(({ memberId }) => ['do', ...names].map((name) => `${name}_${memberId}`));
	const form = await readForm(request, z.object(Object.fromEntries(fields.map((name) => [name, Typed]))));
	if (!form.ok) return malformed(form);
	const typed = form.data as Record<string, string | undefined>;
	const values = Object.fromEntries(fields.map((name) => [name, typed[name] ?? '']));
	const chosen = rows.filter(({ memberId }) => typed[`do_${memberId}`] !== undefined);
	if (chosen.length === 0)
		return fail(422, { values, issues: [], message: '一位也没有勾。请勾上要认定的人。' } satisfies RefusedForm);
	const issues = chosen.flatMap(({ memberId }) => unreadable(memberId, typed));
	if (issues.length > 0) return malformed({ values, issues });
	const input = { centreId: centre.id, shiftId: shift.id, rows: chosen.map((row) => rowOf(row, shift, typed)) };
	const done = await attestHours(context, input, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown, values)
	);
	if (!('clashes' in done)) return done;
	if (done.clashes.length > 0) return fail(409, freed(done.clashes, values));
	redirect(303, `${base}/attest`);
}

function unreadable(memberId: string, typed: Record<string, string | undefined>): Issue[] {
	const times = (['from', 'to'] as const)
		.filter((name) => clockIn(typed[`${name}_${memberId}`] ?? '') === undefined)
		.map((name) => ({ field: `${name}_${memberId}`, message: '请写几点几分，例如 09:00' }));
	const minutes = typed[`minutes_${memberId}`];
	if (minutes === undefined || /^\d{1,4}$/.test(minutes.normalize('NFKC'))) return times;
	return [...times, { field: `minutes_${memberId}`, message: '分钟数请填整数，例如 90' }];
}

/** A time that was not touched is the one that was scanned, to the second. */
function rowOf(row: SheetRow, shift: Shift, typed: Record<string, string | undefined>) {
	const of = (name: (typeof names)[number]) => typed[`${name}_${row.memberId}`];
	const counts = within(row, shift);
	const moment = (name: 'from' | 'to') => {
		const clock = clockIn(of(name) ?? '') ?? '';
		const scanned = counts?.[name];
		return (
			scanned && clockOf(scanned) === clock ? scanned : momentAt(clock, shift.startsAt, shift.endsAt)
		).toISOString();
	};
	const [minutes, reason] = [of('minutes')?.normalize('NFKC'), of('reason')];
	return {
		...{ memberId: row.memberId, from: moment('from'), to: moment('to') },
		...(minutes === undefined ? {} : { minutes: Number(minutes) }),
		...(reason === undefined ? {} : { reason })
	};
}

/** The form again: those who could not be attested, with their free part. */
function freed(clashes: readonly Clash[], values: Record<string, string>): RefusedForm {
	const words = ({ from, to }: { from: string; to: string }) => `${clockOf(new Date(from))}–${clockOf(new Date(to))}`;
	const issues = clashes.map(({ memberId, taken, free }) => {
		const elsewhere = taken.map((one) => `${words(one)}已经在“${one.title}”认定过`).join('，');
		const [first] = free;
		return {
			field: `from_${memberId}`,
			message: first
				? `${elsewhere}，同一段时间只算一次。还可以认定${free.map(words).join('、')}，已经替您填好，看过再提交一次`
				: `${elsewhere}，这个班次没有可以再认定的时间，请不要勾这位`
		};
	});
	const free = clashes.map(({ memberId, free, taken }) => {
		const [first] = free;
		if (!first) return { [`do_${memberId}`]: '' };
		return {
			[`from_${memberId}`]: clockOf(new Date(first.from)),
			[`to_${memberId}`]: clockOf(new Date(first.to)),
			[`minutes_${memberId}`]: '',
			[`reason_${memberId}`]: values[`reason_${memberId}`] || `扣除和“${taken[0]?.title ?? ''}”重复的时间`
		};
	});
	return { values: Object.assign({}, values, ...free) as Record<string, string>, issues, message: '' };
}
