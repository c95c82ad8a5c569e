const zone = { timeZone: 'Asia/Shanghai' } as const;
const day = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', weekday: 'short', ...zone });
const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
const typed = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', ...zone });

/** “5月1日周五 09:30到11:30”, in Shanghai. */
export function whenWords(from: Date, to: Date): string {
	const [first, last] = [day.format(from), day.format(to)];
	return `${first} ${time.format(from)}到${first === last ? '' : `${last} `}${time.format(to)}`;
}

/** As a field of a form holds it: 2026-05-01T09:30, Shanghai time. */
export const typedMoment = (at: Date): string => typed.format(at).replace(' ', 'T');
