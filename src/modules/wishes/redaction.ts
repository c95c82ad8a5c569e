/** A piece of a text that may tell who somebody is. */
export interface PersonalDetail {
	kind: '姓名' | '电话' | '证件号码' | '车牌' | '住址';
	text: string;
}

interface Known {
	name?: string | null;
	phone?: string | null;
	address?: string | null;
}

/** What is personal by its form, and what is known of the person: their name, their number, their door. */
export function personalDetailsIn(text: string, known: Known = {}): PersonalDetail[] {
	const plain = text.normalize('NFKC');
	const formed = PATTERNS.flatMap(([kind, pattern]) => [...plain.matchAll(pattern)].map(([found]) => ({ kind, text: found })));
	return unique([...formed, ...knownIn(plain, known)]);
}

const PATTERNS: readonly (readonly [PersonalDetail['kind'], RegExp])[] = [
	['证件号码', /(?<!\d)\d{17}[\dXx](?![\dXx])/g],
	['电话', /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g],
	['电话', /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/g],
	['车牌', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-HJ-NP-Z0-9]{5,6}/g],
	['住址', /[\p{Script=Han}\d]{0,12}\d+(?:号|栋|幢|座)(?:之[一二三四五六七八九十\d]+)?[\p{Script=Han}\d]{0,6}?\d{0,2}(?:单元|梯|楼)?\d{2,4}(?:室|房)?/gu]
];

function knownIn(text: string, { name, phone, address }: Known): PersonalDetail[] {
	const details: [PersonalDetail['kind'], string | null | undefined][] = [
		['姓名', name && [...name].length > 1 ? name : null],
		['电话', phone],
		['住址', address && [...address].length > 4 ? address : null]
	];
	return details.flatMap(([kind, value]) => (value && text.includes(value.normalize('NFKC')) ? [{ kind, text: value }] : []));
}

const unique = (details: PersonalDetail[]) =>
	details.filter((one, at) => details.findIndex((other) => other.text === one.text) === at);
