import { z } from 'zod';
import { command, type Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { mayKeep, memberKinds, staffRoleOf } from '#modules/directory/index.ts';
import { membersOf, type MemberDetail, type MemberFilter } from '#modules/directory/server.ts';
import type { SheetValue } from '#modules/sheets/index.ts';
import { writeWorkbook } from '#modules/sheets/server.ts';
import { namesOnRoster } from '../roster.server.ts';
import { memberCells } from './compare.ts';
import { memberFields } from './fields.ts';
import { openLookup } from './lookup.server.ts';

const PAGE = 1000;
const WIDE: Readonly<Record<string, number>> = {
	reference: 38,
	organisation: 28,
	branch: 28,
	skills: 24,
	freeTimes: 28
};
const columns = memberFields
	.filter(({ key }) => key !== 'phone')
	.map(({ key, label }) => ({ key, label, width: WIDE[key] ?? 12 }));

/**
 * The roster under a filter as an .xlsx file in pieces, read page by page: with names, without numbers. That the names left the
 * house is told once, as `members.exported`. Errors: Missing for whoever may not.
 */
export async function membersFile(
	context: Context,
	centreId: string,
	filter: MemberFilter
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	const { db, actor } = context;
	if (!mayKeep(actor, centreId)) throw new Missing('没有这个页面。');
	const lookup = await openLookup(db, centreId);
	const first = await membersOf(db, centreId, { ...filter, limit: PAGE });
	await tellExported(context, { centreId, list: 'members' });
	const linesOf = async (members: readonly MemberDetail[]): Promise<SheetValue[][]> => {
		const names = await namesOnRoster(
			db,
			centreId,
			members.map(({ personId }) => personId)
		);
		return members.map((member) => {
			const cells = memberCells(member, names.get(member.personId) ?? '', lookup);
			return columns.map(({ key }) => ({ text: cells[key] || null }));
		});
	};
	const lines = async function* () {
		let page = first;
		for (;;) {
			yield await linesOf(page.members);
			if (page.next === null) return;
			page = await membersOf(db, centreId, { ...filter, limit: PAGE, after: page.next });
		}
	};
	return writeWorkbook([
		{ name: '党员名册', columns, lines: lines(), footer: '&L内部资料，请妥善保管&R第 &P 页，共 &N 页' }
	]);
}

/** An empty roster to be filled in, with a sheet that says how. Errors: Missing for whoever may not import. */
export async function membersTemplate(
	{ db, actor }: Context,
	centreId: string
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	if (!mayKeep(actor, centreId)) throw new Missing('没有这个页面。');
	const { communityNames, skillNames } = await openLookup(db, centreId);
	const offered: Record<string, readonly string[]> = {
		kind: Object.values(memberKinds),
		community: communityNames,
		skills: skillNames
	};
	const fields = memberFields.filter(({ key }) => key !== 'reference');
	const rules = fields.map(({ key, label, required, hint }): SheetValue[] => [
		{ text: label },
		{ text: required ? '要填' : '' },
		{ text: hint ?? '' },
		{ text: offered[key]?.join('、') ?? '' }
	]);
	return writeWorkbook([
		{
			name: '党员名册',
			columns: [{ label: '序号', width: 6 }, ...fields.map(({ label }) => ({ label, width: 14 }))],
			lines: []
		},
		{
			name: '填写说明',
			columns: [
				{ label: '列', width: 14 },
				{ label: '要不要填', width: 10 },
				{ label: '说明', width: 50 },
				{ label: '可以写', width: 70 }
			],
			lines: [rules]
		}
	]);
}

/** That names of the roster left the house. */
export const tellExported = command(
	'people.exportMembers',
	z.object({ centreId: z.uuid(), list: z.enum(['members', 'party']) }),
	(work, { centreId, list }) =>
		work.record({
			...{ centreId, subject: { kind: 'centre', id: centreId }, action: 'members.exported', data: { list } },
			as: work.actor.kind === 'system' ? 'system' : (staffRoleOf(work.actor, centreId) ?? 'administrator'),
			channel: work.actor.kind === 'system' ? 'system' : 'online'
		})
);
