import type { Issue } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { MemberKind } from '#modules/directory/index.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { textIn, type ImportRow } from '#modules/sheets/index.ts';
import { surnameOf } from '../alias.ts';
import { PersonName } from '../forms.ts';
import type { Lookup } from './lookup.server.ts';
import { freeTimesInText, listed, memberKindIn } from './words.ts';

/** A line that is understood. */
export interface MemberEntry {
	/** The id of a member who is there already. */
	reference: string | null;
	name: string;
	phone: string | null;
	kind: MemberKind;
	organisationId: string | null;
	branchId: string | null;
	communityId: string | null;
	gridId: string | null;
	buildingId: string | null;
	skills: string[];
	freeTimes: number;
	alias: string;
}

const LONGEST_ALIAS = 30;

/** Reads a line. What it does not say plainly is an issue of its field, with what to do. */
export function readMember(row: ImportRow, lookup: Lookup): MemberEntry | Issue[] {
	const issues: Issue[] = [];
	const wrong = (field: string, message: string): null => {
		issues.push({ field, message });
		return null;
	};
	const text = (field: string): string => {
		const cell = row.cell(field);
		if (typeof cell === 'object' && cell !== null) wrong(field, '这一格的公式没有结果，请改成文字');
		return textIn(cell).replace(/^['’]/, '');
	};
	const known = (field: string, find: (name: string) => string | undefined, otherwise: (name: string) => string) => {
		const said = text(field);
		return said === '' ? null : (find(said) ?? wrong(field, otherwise(quoted(said))));
	};

	const reference = text('reference');
	if (reference !== '' && !isId(reference)) wrong('reference', `${quoted(reference)}不是系统里的编号，新的党员请留空`);
	const said = text('name');
	const name = PersonName.safeParse(said === '' ? undefined : said);
	if (!name.success)
		wrong('name', said === '' ? '没有填，请补上' : (name.error.issues[0]?.message ?? '写得不对，请核对'));
	const phone = text('phone') === '' ? null : MobilePhone.safeParse(text('phone'));
	if (phone && !phone.success) wrong('phone', '手机号写得不对，请写11位手机号，一格只写一个');
	const kind = memberKindIn(text('kind'));
	if (kind === undefined)
		wrong(
			'kind',
			text('kind') === '' ? '没有填，请补上' : `${quoted(text('kind'))}认不出来，请写：在职、社区、退休、流动、预备`
		);
	const organisationId = known(
		'organisation',
		lookup.organisation,
		(it) => `没有叫${it}的单位。请核对全称，或者先在“单位”里添加`
	);
	const branchId = known('branch', lookup.branch, (it) => `没有叫${it}的党组织。请核对全称，或者先在“党组织”里添加`);
	const place = placeIn(text, lookup, wrong);
	const alias = text('alias');
	if ([...alias].length > LONGEST_ALIAS) wrong('alias', `最多 ${LONGEST_ALIAS} 个字，请缩短一些`);
	const skills = listed(text('skills')).flatMap(
		(skill) =>
			lookup.skill(skill) ??
			wrong('skills', `${quoted(skill)}不在特长目录里，请写：${lookup.skillNames.join('、')}`) ??
			[]
	);
	const freeTimes = freeTimesInText(text('freeTimes'));
	if (freeTimes === undefined)
		wrong('freeTimes', `${quoted(text('freeTimes'))}认不出来，请写成：周六上午、周日全天、每天晚上`);
	if (issues.length > 0 || !name.success || kind === undefined) return issues;
	return {
		reference: reference || null,
		name: name.data,
		phone: phone?.data ?? null,
		kind,
		organisationId,
		branchId,
		...place,
		skills,
		freeTimes: freeTimes ?? 0,
		alias: alias || `${surnameOf(name.data)}同志`
	};
}

function placeIn(text: (field: string) => string, lookup: Lookup, wrong: (field: string, message: string) => null) {
	const [community, grid, building] = [text('community'), text('grid'), text('building')];
	const communityId = community === '' ? null : (lookup.community(community) ?? null);
	if (community !== '' && communityId === null)
		wrong('community', `${quoted(community)}不是本中心的社区，请写：${lookup.communityNames.join('、')}`);
	if (communityId === null) {
		if (community === '' && grid !== '') wrong('community', '写了网格，请把社区也写上');
		return { communityId, gridId: null, buildingId: null };
	}
	const gridId = grid === '' ? null : (lookup.grid(communityId, grid) ?? null);
	if (grid !== '' && gridId === null)
		wrong('grid', `${quoted(grid)}不是这个社区的网格，请核对，或者先在“社区网格”里添加`);
	if (gridId === null) {
		if (grid === '' && building !== '') wrong('grid', '写了楼栋，请把网格也写上');
		return { communityId, gridId, buildingId: null };
	}
	const buildingId = building === '' ? null : (lookup.building(gridId, building) ?? null);
	if (building !== '' && buildingId === null)
		wrong('building', `${quoted(building)}不是这个网格的楼栋，请核对，或者先在“社区网格”里添加`);
	return { communityId, gridId, buildingId };
}

const quoted = (text: string): string => `“${[...text].length > 20 ? `${[...text].slice(0, 20).join('')}…` : text}”`;
