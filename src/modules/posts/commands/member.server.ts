import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { isReported } from '#modules/checkins/server.ts';
import { skillsOf } from '#modules/directory/server.ts';
import { messagePerson } from '#modules/people/server.ts';
import { shiftTime } from '../shift.ts';
import type { LockedShift } from './lock.server.ts';

export interface Candidate {
	id: string;
	alias: string;
	personId: string;
	organisationId: string | null;
	skills: string[];
}

/** Active members of the centre, in the order that was asked for. Errors: Missing. */
export async function candidates(
	{ db }: Pick<Work, 'db'>,
	centreId: string,
	memberIds: readonly string[]
): Promise<Candidate[]> {
	const rows = await db
		.selectFrom('directory.member')
		.select(['id', 'alias', 'person_id as personId', 'organisation_id as organisationId', 'skills'])
		.where('centre_id', '=', centreId)
		.where('id', '=', sql<string>`any(${memberIds}::uuid[])`)
		.where('active', '=', true)
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row]));
	return memberIds.map((id) => {
		const found = byId.get(id);
		if (!found) throw new Missing('没有这位党员，或者已经停用。');
		return found;
	});
}

/** One of them. Errors: Missing. */
export const candidate = async (work: Pick<Work, 'db'>, centreId: string, memberId: string): Promise<Candidate> =>
	(await candidates(work, centreId, [memberId]))[0] as Candidate;

/** `who` begins the sentence: 您, or how the member is called. Errors: Conflict unless they have reported in and can do what must be. */
export async function mustFit({ db }: Work, shift: LockedShift, member: Candidate, who: string): Promise<void> {
	if (!(await isReported(db, shift.centreId, { kind: 'member', id: member.id })))
		throw new Conflict(`${who}还没有向社区报到。请先在“我的”里向所住的社区报到，社区接收以后就可以报名了。`);
	if (!shift.skillsRequired || shift.skills.some((skill) => member.skills.includes(skill))) return;
	const names = new Map((await skillsOf(db, shift.centreId)).map(({ code, name }) => [code, name]));
	const wanted = shift.skills.map((code) => names.get(code) ?? code).join('、');
	throw new Conflict(`这个岗位必须会：${wanted}。${who}登记的特长里没有，请先请工作人员补登记，再来报名。`);
}

/** What members are already in at the time of a shift: the other shift, in words. */
export async function clashesOf(
	{ db, clock }: Pick<Work, 'db' | 'clock'>,
	{ centreId, id, startsAt, endsAt }: Pick<LockedShift, 'centreId' | 'id' | 'startsAt' | 'endsAt'>,
	memberIds: readonly string[]
): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('posts.sign_up as u')
		.innerJoin('posts.shift as s', (join) =>
			join.onRef('s.centre_id', '=', 'u.centre_id').onRef('s.id', '=', 'u.shift_id')
		)
		.innerJoin('posts.post as p', (join) =>
			join.onRef('p.centre_id', '=', 's.centre_id').onRef('p.id', '=', 's.post_id')
		)
		.select(['u.member_id', 'p.title', 'u.starts_at', 'u.ends_at'])
		.where('u.centre_id', '=', centreId)
		.where('u.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
		.where('u.state', '=', 'held')
		.where('u.shift_id', '<>', id)
		.where(sql<boolean>`u.during && tstzrange(${startsAt}, ${endsAt})`)
		.execute();
	return new Map(
		rows.map((row) => [
			row.member_id,
			`${shiftTime({ startsAt: row.starts_at, endsAt: row.ends_at }, clock())}的“${row.title}”`
		])
	);
}

/** Errors: Conflict, naming the other shift. */
export async function mustNotClash(work: Work, shift: LockedShift, memberId: string, who: string): Promise<void> {
	const other = (await clashesOf(work, shift, [memberId])).get(memberId);
	if (other) throw new Conflict(`${who}已经报名${other}，时间重了。请先退出那一班，或者选别的时间。`);
}

/** Tells members something about a shift, as far as they have a phone. */
export async function tellMembers(
	work: Work,
	centreId: string,
	memberIds: readonly string[],
	text: string
): Promise<void> {
	if (memberIds.length === 0) return;
	const persons = await work.db
		.selectFrom('directory.member')
		.select('person_id')
		.where('centre_id', '=', centreId)
		.where('id', '=', sql<string>`any(${memberIds}::uuid[])`)
		.orderBy('id')
		.execute();
	for (const { person_id: personId } of persons) await messagePerson(work, { centreId, personId, text });
}
