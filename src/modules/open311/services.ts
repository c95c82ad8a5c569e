import { beneficiaryKinds, consentWords, keysOf, KEEPING, kinds, type WishKind } from '#modules/wishes/index.ts';
import type { Value } from './xml.ts';

/** A category of micro-wishes or micro-projects, as Open311 knows it. */
export interface Service {
	code: string;
	kind: WishKind;
	category: string;
	name: string;
}

/** The services of a centre: each of its categories, once for wishes and once for projects. */
export const servicesOf = (categories: readonly { code: string; name: string }[]): Service[] =>
	keysOf(kinds).flatMap((kind) =>
		categories.map(({ code, name }) => ({
			code: codeOf(kind, code),
			kind,
			category: code,
			name: `${kinds[kind]}·${name}`
		}))
	);

export const codeOf = (kind: WishKind, category: string): string => `${kind}-${category}`;

export const describedService = ({ code, kind, name }: Service): Value => ({
	service_code: code,
	service_name: name,
	description: DESCRIPTIONS[kind],
	metadata: true,
	type: 'realtime',
	keywords: KEYWORDS[kind],
	group: kinds[kind]
});

const DESCRIPTIONS: Record<WishKind, string> = {
	wish: '居民的一个小心愿，由党员或单位认领、帮忙实现。',
	project: '小区里要花一点钱的公共小事，由单位认领。提出后先按微心愿登记，核实以后由中心决定要不要立为微项目。'
};
const KEYWORDS: Record<WishKind, string> = { wish: '微心愿,双微,求助', project: '微项目,双微,小区' };

/** What a client asks for besides the fields that GeoReport itself names. */
export const definitionOf = (
	{ code }: Service,
	communities: readonly { id: string; name: string }[]
): { [name: string]: Value } => ({
	service_code: code,
	attributes: [
		{
			...{ variable: false, code: 'notice', datatype: 'string', required: false, datatype_description: null },
			order: 1,
			description: NOTICE,
			values: []
		},
		list(
			'community',
			2,
			'心愿在哪个社区',
			communities.map(({ id, name }) => ({ key: id, name }))
		),
		list(
			'beneficiary',
			3,
			'心愿是为谁提的',
			Object.entries(beneficiaryKinds).map(([key, name]) => ({ key, name }))
		)
	]
});

/** Shown before anybody sends: what is needed, and to what they agree. */
const NOTICE = `请留下姓名（last_name、first_name）和手机号（phone），工作人员会打电话核实。提交就表示：${consentWords[KEEPING]}`;

const list = (code: string, order: number, description: string, values: { key: string; name: string }[]): Value => ({
	variable: true,
	code,
	datatype: 'singlevaluelist',
	required: true,
	datatype_description: '请选一项',
	order,
	description,
	values
});
