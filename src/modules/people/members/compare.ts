import type { Issue } from '#kernel/errors.ts';
import { freeTimesInWords, memberKinds, type MemberKind } from '#modules/directory/index.ts';
import type { MemberDetail } from '#modules/directory/server.ts';
import { textIn, type ImportRow } from '#modules/sheets/index.ts';
import type { MemberEntry } from './entry.ts';
import { memberFields } from './fields.ts';
import type { KnownMember } from './known.server.ts';
import type { Lookup } from './lookup.server.ts';

/** What stands in each column of a member: by it tables are written and compared. Names come from the roster. */
export const memberCells = (member: MemberDetail, name: string, lookup: Lookup): Record<string, string> => ({
	reference: member.id,
	name,
	phone: '',
	kind: memberKinds[member.kind as MemberKind],
	organisation: lookup.nameOf(member.organisationId),
	branch: lookup.nameOf(member.branchId),
	community: lookup.nameOf(member.communityId),
	grid: lookup.nameOf(member.gridId),
	building: lookup.nameOf(member.buildingId),
	skills: member.skills.map(lookup.nameOf).join('、'),
	freeTimes: freeTimesInWords(member.freeTimes),
	alias: member.alias
});

/** Where a line says something else than the member who is there already; what it has no column for, it does not say. */
export function differencesOf(row: ImportRow, entry: MemberEntry, known: KnownMember, lookup: Lookup): Issue[] {
	const { member } = known;
	const cells = memberCells(member, '另一个姓名', lookup);
	const isSame: Record<string, boolean> = {
		name: known.isNamed,
		kind: member.kind === entry.kind,
		organisation: member.organisationId === entry.organisationId,
		branch: member.branchId === entry.branchId,
		community: member.communityId === entry.communityId,
		grid: member.gridId === entry.gridId,
		building: member.buildingId === entry.buildingId,
		skills: [...member.skills].sort().join() === [...entry.skills].sort().join(),
		freeTimes: member.freeTimes === entry.freeTimes,
		alias: member.alias === entry.alias || textIn(row.cell('alias')) === ''
	};
	const issues = memberFields
		.filter(({ key }) => row.has(key) && isSame[key] === false)
		.map(({ key, label }) => ({
			field: key,
			message: `${label}：系统里是“${cells[key] || '空'}”，表格里是“${textIn(row.cell(key)) || '空'}”`
		}));
	if (entry.phone !== null && !known.hasPhone)
		issues.push({ field: 'phone', message: '手机：系统里没有，表格里有。请到这位党员的页面上补' });
	return issues;
}
