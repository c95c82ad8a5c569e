import type { ShiftState, SignUpState } from './lifecycle.ts';

/** A shift with what its post says. */
export interface Shift {
	id: string;
	postId: string;
	title: string;
	/** The code of its field of service. */
	field: string;
	/** Where to come to. */
	place: string;
	communityId: string | null;
	/** The organiser; null: the centre. */
	organisationId: string | null;
	startsAt: Date;
	endsAt: Date;
	places: number;
	state: ShiftState;
}

/** A shift in which a member is or was. */
export interface OwnShift extends Shift {
	signUp: SignUpState;
	signUpId: string;
	/** The organisation on whose roster they are. */
	rosterOf: string | null;
	note: string | null;
}

const parts = new Intl.DateTimeFormat('zh-CN', {
	timeZone: 'Asia/Shanghai',
	month: 'long',
	day: 'numeric',
	weekday: 'short'
});
const clock = new Intl.DateTimeFormat('zh-CN', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});
const year = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric' });

/** In words, Shanghai time: 5月2日周六 09:00–11:00; with the year when it is not that of `now`; with the day of its end when that is another. */
export function shiftTime({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now?: Date): string {
	const [from, to] = [parts.format(startsAt), parts.format(endsAt)];
	const thisYear = now === undefined || year.format(now) === year.format(startsAt);
	return `${thisYear ? '' : year.format(startsAt)}${from} ${clock.format(startsAt)}–${from === to ? '' : `${to} `}${clock.format(endsAt)}`;
}
