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
	const formed = PATTERNS.flatMap(([kind, pattern]) =>
		[...plain.matchAll(pattern)].map(([found]) => ({ kind, text: found }))
	);
	return unique([...formed, ...knownIn(plain, known)]);
}

/** A house, not a day of a month; then a room: by its word, or by three or four digits that count nothing. */
const HOUSE = String.raw`[\p{Script=Han}\d]{0,12}(?<!月|\d)\d{1,4}(?:号|栋|幢|座)(?:之[一二三四五六七八九十\d]+)?楼?`;
const ROOM = String.raw`[\p{Script=Han}\d-]{0,8}?\d{1,4}(?:室|房(?![间子屋东租产]))`;
const DIGITS = String.raw`(?:[东西南北甲乙丙丁]?(?:座|梯|单元)|\d{1,2}(?:单元|梯|楼|层))?[- ]?\d{3,4}(?!\d|\s*[元块斤件个位人本盏米年])`;

const PATTERNS: readonly (readonly [PersonalDetail['kind'], RegExp])[] = [
	['证件号码', /(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dXx])/g],
	['电话', /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g],
	['电话', /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g],
	['车牌', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-HJ-NP-Z0-9]{5,6}/g],
	['住址', new RegExp(`${HOUSE}(?:${ROOM}|${DIGITS})`, 'gu')]
];

function knownIn(text: string, { name, phone, address }: Known): PersonalDetail[] {
	const isThere = (value: string | null | undefined, longerThan: number) =>
		value && [...value].length > longerThan && text.includes(value.normalize('NFKC'));
	// the street and the number of the house tell enough
	const home = [address, /^.*?\d+(?:号|栋|幢|座)/.exec(address ?? '')?.[0]].find((part) => isThere(part, 3));
	const details: [PersonalDetail['kind'], string | null | undefined][] = [
		['姓名', isThere(name, 1) ? name : null],
		['电话', isThere(phone, 0) ? phone : null],
		['住址', home]
	];
	return details.flatMap(([kind, value]) => (value ? [{ kind, text: value }] : []));
}

const unique = (details: PersonalDetail[]) =>
	details.filter((one, at) => details.findIndex((other) => other.text === one.text) === at);
