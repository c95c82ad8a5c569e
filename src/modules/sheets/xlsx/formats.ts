/** Numbers of formats that every program knows as dates: the common ones, and those of Chinese and Japanese programs. */
const BUILT_IN: readonly (readonly [number, number])[] = [
	[14, 22],
	[27, 36],
	[45, 47],
	[50, 58]
];

/** Whether a number format shows a date or time. Colours, languages and quoted words do not count. */
export function isDateFormat(id: number, code: string | undefined): boolean {
	if (code === undefined) return BUILT_IN.some(([first, last]) => id >= first && id <= last);
	const bare = code
		.replace(/"[^"]*"/g, '')
		.replace(/\\./g, '')
		.replace(/[_*]./g, '')
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
		.replace(/general|g\/通用格式/gi, '');
	return /[ymdhs年月日]/i.test(bare);
}

/** `_x000D_` stands for a character that XML cannot hold, `_x005F_` for an underscore that would look like one. */
export const decodeEscapes = (text: string): string =>
	text.includes('_x')
		? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
		: text;

/** The other way round, for everything that XML cannot hold or would change. */
export const encodeEscapes = (text: string): string =>
	text
		.toWellFormed()
		.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
		.replace(
			/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu,
			(sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
		)
		.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
