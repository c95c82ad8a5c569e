import type { Context } from '#kernel/command.ts';
import { clockOf } from '#modules/attendance/index.ts';
import { presentAt, shownCode } from '#modules/attendance/server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import { headOf, type Kept } from './kept.server.ts';

/** The screen at the place: the code of this half minute, and how many have come. */
export async function codePage(context: Context, kept: Kept, url: URL) {
	const { centre, shift } = kept;
	const now = context.clock();
	const shown = await shownCode(context, centre.id, shift.id);
	const present = await presentAt(context.db, centre.id, shift.id);
	const link = `${url.origin}/my/${centre.slug}/attendance/${shift.id}?code=${shown.code}`;
	return {
		...headOf(kept, now),
		...{ qr: drawQr(link), digits: `${shown.digits.slice(0, 3)} ${shown.digits.slice(3)}` },
		...{ opens: clockOf(shown.from), isEarly: now < shown.from, isLate: now > shown.until },
		seconds: Math.max(1, Math.ceil((shown.changesAt.getTime() - now.getTime()) / 1000)),
		...{ came: present.length, left: present.filter(({ leftAt }) => leftAt !== null).length }
	};
}
