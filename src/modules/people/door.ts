import { sameAddress } from './writing.ts';

const NUMERALS = '零一二三四五六七八九';
const NUMERAL = /[零〇一二三四五六七八九十]+(?=号|栋|幢|座|单元|梯|楼|层|室|房|$)/g;

/**
 * What two writings of one door have in common: 广州市越秀区木棉横街15号四楼402室 and 木棉横街15号402. Undefined when no number of a
 * house or room is told: then it is no door.
 */
export function sameDoor(address: string): string | undefined {
	const door = sameAddress(address)
		.replace(/[-—–#()\u{300C}\u{300D}]/gu, '')
		.replace(/^.{0,8}?(?:省|自治区)/, '')
		.replace(/^.{1,8}?市/, '')
		.replace(/^.{1,6}?[区县](?!\d)/, '')
		.replace(/^.{1,8}?街道/, '')
		.replace(NUMERAL, numberOf)
		.replace(/号楼|[幢座]/g, '栋')
		.replace(/\d+[楼层](?=\d{3,4})/g, '')
		.replace(/(?<=\d)(?:室|房|号房)$/, '');
	return /\d/.test(door) ? door : undefined;
}

/** 五零二 → 502, 二十三 → 23, 十五 → 15. */
function numberOf(words: string): string {
	const digits = [...words.replaceAll('〇', '零')];
	const at = digits.indexOf('十');
	if (at < 0) return digits.map((digit) => NUMERALS.indexOf(digit)).join('');
	const valueOf = (digit: string | undefined, none: number) => (digit === undefined ? none : NUMERALS.indexOf(digit));
	return String(valueOf(digits[at - 1], 1) * 10 + valueOf(digits[at + 1], 0));
}
