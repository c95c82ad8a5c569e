import type { Issue } from '#kernel/errors.ts';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName } from '#modules/people/index.ts';
import { dayIn, sameWords, textIn, type ImportRow } from '#modules/sheets/index.ts';

/** A line of the list, understood. */
export interface CheckInLine {
	name: string;
	phone: string;
	organisationId: string | null;
	communityId: string;
	kind: MemberKind;
	reportedOn: string;
}

/** What lines name: by the same words, with or without 社区 behind. */
export interface Names {
	communities: ReadonlyMap<string, string>;
	organisations: ReadonlyMap<string, string>;
}

/** Reads a line, or says of each cell what is wrong and what to do. */
export function readLine(row: ImportRow, names: Names, today: string): CheckInLine | Issue[] {
	const issues: Issue[] = [];
	const wrong = (field: string, message: string) => void issues.push({ field, message });
	const text = (field: string) => textIn(row.cell(field));

	const name = PersonName.safeParse(text('name'));
	if (!name.success) wrong('name', text('name') === '' ? '没有姓名，请填上' : `“${text('name')}”不像姓名，请检查`);
	const phone = MobilePhone.safeParse(text('phone'));
	if (!phone.success) wrong('phone', text('phone') === '' ? '没有手机号，请填上' : `“${text('phone')}”不是11位手机号`);
	const communityId = names.communities.get(communityWords(text('community')));
	if (communityId === undefined)
		wrong(
			'community',
			text('community') === '' ? '没有社区，请填上' : `本中心没有“${text('community')}”，请照社区网格里的名称写`
		);
	const organisation = text('organisation');
	const organisationId = organisation === '' ? null : names.organisations.get(sameWords(organisation));
	if (organisationId === undefined)
		wrong('organisation', `名录里没有“${organisation}”，请先添加这个单位，或者写它的全称`);
	const kind = kindIn(text('kind'));
	if (kind === undefined) wrong('kind', `没有“${text('kind')}”这一类，请写${Object.values(memberKinds).join('、')}`);
	const day = dayIn(row.cell('reportedOn'), row.from1904);
	if (day === undefined) wrong('reportedOn', '看不懂这个日期，请写成 2026-05-01');
	else if (day !== null && day > today) wrong('reportedOn', '报到日期还没有到，请检查');

	if (!name.success || !phone.success || communityId === undefined || organisationId === undefined) return issues;
	if (kind === undefined || day === undefined || issues.length > 0) return issues;
	return { name: name.data, phone: phone.data, organisationId, communityId, kind, reportedOn: day ?? today };
}

export const communityWords = (text: string): string => sameWords(text).replace(/(社区)?(居委会|居民委员会)?$/, '');

const KINDS = new Map<string, MemberKind>(
	(Object.entries(memberKinds) as [MemberKind, string][]).flatMap(([kind, label]) => [
		[label, kind],
		[label.replace('党员', ''), kind]
	])
);

const kindIn = (text: string): MemberKind | undefined => (text === '' ? 'inService' : KINDS.get(sameWords(text)));
