import type { Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Invalid } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { turnedDays } from '../forms.ts';

export const wrong = (field: string, message: string): Invalid => new Invalid(message, [{ field, message }]);

/** Errors: Invalid for a field or skill the centre does not have; those that were chosen before stay. */
export async function requireWords(
	db: Db,
	centreId: string,
	{ field, skills = [] }: { field: string; skills?: readonly string[] },
	kept: readonly string[] = []
): Promise<void> {
	const fields = await serviceFieldsOf(db, centreId);
	if (field !== kept[0] && !fields.some(({ code }) => code === field))
		throw wrong('field', '没有这个服务领域，请重新选择');
	if (skills.length === 0) return;
	const known = new Set([...kept, ...(await skillsOf(db, centreId)).map(({ code }) => code)]);
	if (!skills.every((code) => known.has(code))) throw wrong('skills', '没有这项技能，请重新选择');
}

/** Errors: Invalid when a period ends before it begins. */
export function requireOrder(input: Parameters<typeof turnedDays>[0]): void {
	const turned = turnedDays(input);
	if (turned) throw wrong(turned.field, turned.message);
}

/** What was done was done by today. Errors: Invalid. */
export function requirePast(work: Work, field: string, day: string): void {
	if (day > shanghaiDate(work.clock())) throw wrong(field, '日期不能在今天以后，请改一改');
}
