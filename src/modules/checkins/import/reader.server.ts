import { sql } from 'kysely';
import type { Context, Work } from '#kernel/command.ts';
import type { Issue } from '#kernel/errors.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { communitiesOf, organisationsOf } from '#modules/directory/server.ts';
import { personsByName } from '#modules/people/server.ts';
import { sameWords, type ImportRow, type RowReader, type Verdict } from '#modules/sheets/index.ts';
import { knownMembers } from '../commands/known-member.server.ts';
import { reportInMembers } from '../commands/report-members.server.ts';
import { communityWords, readLine, type CheckInLine, type Names } from './read-line.ts';

/** Reads the lines of a list of members against the check-ins of the centre. */
export async function openCheckInReader(context: Context, centreId: string): Promise<RowReader> {
	const names = await namesOf(context, centreId);
	const today = shanghaiDate(context.clock());
	const met = new Set<string>();
	const writeAll = async (work: Work, rows: readonly ImportRow[]): Promise<number> => {
		const lines = understood(rows.map((row) => readLine(row, names, today)));
		const members = await knownMembers(work, centreId, lines);
		const opened = await reportInMembers(
			work,
			centreId,
			members.map(({ memberId }, at) => {
				const { communityId, reportedOn } = lines[at] as CheckInLine;
				return { memberId, communityId, reportedOn };
			}),
			'import',
			'active'
		);
		return opened.filter(({ isNew }) => isNew).length;
	};
	return {
		async check(rows) {
			const read = rows.map((row) => readLine(row, names, today));
			const open = await openLines(context, centreId, understood(read));
			return read.map((line): Verdict => {
				if (Array.isArray(line)) return { is: 'wrong', issues: line };
				const identity = identityOf(line);
				if (open.has(identity) || met.has(identity)) return { is: 'same' };
				met.add(identity);
				return { is: 'new', identity };
			});
		},
		write: async (work, row) => (await writeAll(work, [row])) > 0,
		writeAll
	};
}

const understood = (read: readonly (CheckInLine | Issue[])[]): CheckInLine[] =>
	read.flatMap((line) => (Array.isArray(line) ? [] : [line]));

/** The same for a person in a community, however often the list is brought. */
const identityOf = ({ name, phone, communityId }: Pick<CheckInLine, 'name' | 'phone' | 'communityId'>): string =>
	blindIndex('check-in line', JSON.stringify([sameWords(name), phone, communityId])).toString('hex');

async function namesOf({ db }: Context, centreId: string): Promise<Names> {
	const [communities, organisations] = [await communitiesOf(db, centreId), await organisationsOf(db, centreId)];
	return {
		communities: new Map(communities.map(({ id, name }) => [communityWords(name), id])),
		organisations: new Map(organisations.map(({ id, name }) => [sameWords(name), id]))
	};
}

/** Those who have an open check-in there already, by the identity of their line. */
async function openLines({ db }: Context, centreId: string, lines: readonly CheckInLine[]): Promise<Set<string>> {
	const named = await personsByName(
		db,
		centreId,
		lines.map(({ name }) => name)
	);
	const { rows } = await sql<{ personId: string; phone: string; communityId: string }>`
		select p.id as "personId", encode(p.phone_index, 'hex') as phone, c.community_id as "communityId"
		from people.person as p
		join directory.member as m on m.centre_id = p.centre_id and m.person_id = p.id
		join checkins.member_check_in as c on c.centre_id = m.centre_id and c.member_id = m.id and c.state in ('reported', 'active')
		where p.centre_id = ${centreId} and p.id = any(${[...new Set([...named.values()].flat())]}::uuid[])`.execute(db);
	const open = new Set(rows.map(({ personId, phone, communityId }) => `${personId} ${phone} ${communityId}`));
	const isOpen = ({ name, phone, communityId }: CheckInLine) => {
		const index = blindIndex('phone', phone).toString('hex');
		return (named.get(name) ?? []).some((personId) => open.has(`${personId} ${index} ${communityId}`));
	};
	return new Set(lines.filter(isOpen).map(identityOf));
}
