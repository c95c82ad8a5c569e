import type { z } from 'zod';
import type { Issue } from '#kernel/errors.ts';
import type { AttestHours } from '../forms.ts';
import { atMinute, clockOf, wholeMinutes } from '../moment.ts';
import { within, type Span } from '../stay.ts';

/** A row of the list, its times as moments. */
export interface Row {
	memberId: string;
	from: Date;
	to: Date;
	minutes: number | undefined;
	reason: string | undefined;
}

export const rowOf = ({ memberId, from, to, minutes, reason }: z.output<typeof AttestHours>['rows'][number]): Row => ({
	...{ memberId, minutes, reason },
	...{ from: new Date(from), to: new Date(to) }
});

/** Of somebody whose hours are to be attested: what they were told to have done, and what counts of it already. */
interface Known extends Span {
	hours: { startsAt: Date; endsAt: Date; minutes: number } | null;
}

interface Limits {
	from: Date;
	until: Date;
	now: Date;
}

/** What is wrong with one row of the list, and what to do about it. */
export function issuesIn(
	row: Row,
	known: Known | undefined,
	shift: { startsAt: Date; endsAt: Date },
	{ from, until, now }: Limits
): Issue[] {
	const field = `from_${row.memberId}`;
	if (!known) return [{ field, message: '没有这位到过的记录，请先登记他到和走的时间' }];
	if (known.hours)
		return isAsBefore(row, known.hours) ? [] : [{ field, message: '这位的时长已经认定过。要改，请先作废再重新认定' }];
	const rules: [boolean, string, string][] = [
		[row.to <= row.from, 'to', '结束要晚于开始'],
		[row.from < from || row.to > until, 'from', `时间要在${clockOf(from)}到${clockOf(until)}之间`],
		[row.to > now, 'to', '还没到这个时间，结束以后再认定'],
		[row.to > row.from && lengthOf(row) < 1, 'to', '不到一分钟，不用认定'],
		[
			row.minutes !== undefined && row.minutes > Math.max(1, lengthOf(row)),
			'minutes',
			`从头到尾只有${lengthOf(row)}分钟`
		],
		[differs(row, within(known, shift)) && row.reason === undefined, 'reason', '和签到签退的时间不一样，请写原因']
	];
	return rules.filter(([wrong]) => wrong).map(([, name, message]) => ({ field: `${name}_${row.memberId}`, message }));
}

const lengthOf = ({ from, to }: Row): number => wholeMinutes(from, to);

const isAsBefore = (row: Row, { startsAt, endsAt, minutes }: NonNullable<Known['hours']>): boolean =>
	row.from.getTime() === startsAt.getTime() &&
	row.to.getTime() === endsAt.getTime() &&
	(row.minutes ?? lengthOf(row)) === minutes;

/** To the minute: a form has no seconds. */
function differs(row: Row, scanned: { from: Date; to: Date } | null): boolean {
	if (scanned === null) return true;
	const same = (a: Date, b: Date) => atMinute(a).getTime() === atMinute(b).getTime();
	return !same(row.from, scanned.from) || !same(row.to, scanned.to);
}
