/** An amount in 分 (1 元 = 100 分): a safe integer, never a fraction. */
export type Fen = number;

/**
 * An amount in yuan as people type it → fen. Takes full-width digits, spaces, ¥ or 元, thousands separators in groups of
 * three, at most two decimals. Undefined for anything else: negative, ambiguous ("1,5"), or beyond safe integers.
 */
export function parseYuan(text: string): Fen | undefined {
	const plain = halfWidth(text)
		.replace(/^\s*¥|(元|圆)\s*$/g, '')
		.replace(/\s*,\s*/g, ',')
		.trim();
	const [, whole, decimals = ''] = /^(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
	if (whole === undefined) return undefined;
	const fen = Number(whole.replace(/[, ]/g, '') + decimals.padEnd(2, '0'));
	return Number.isSafeInteger(fen) ? fen : undefined;
}

/** Fen → yuan for people: 9715060 → "97,150.60". RangeError for what is not a whole number of fen. */
export function formatYuan(fen: Fen): string {
	if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen');
	const digits = Math.abs(fen).toString().padStart(3, '0');
	const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
	return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** By hand and not by NFKC, which would also turn "5²" into 52. */
const halfWidth = (text: string) =>
	text
		.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/￥/g, '¥')
		.replace(/\s/g, ' ');
