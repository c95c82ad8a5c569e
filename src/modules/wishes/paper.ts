/** Without lookalikes, as in references; see `newReference`. */
const CLEAR = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The serial of a printed sheet: seven characters and one that checks them (Luhn modulo 30), so that a slip of whoever keys it
 * in is seen at once, though no sheet is registered before it comes back.
 */
export const serialOf = (seven: string): string => seven + check(seven);

export const isSerial = (text: string): boolean =>
	text.length === 8 && [...text].every((one) => CLEAR.includes(one)) && serialOf(text.slice(0, 7)) === text;

/** As typed: case, width, spaces and hyphens do not matter. */
export const plainSerial = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

function check(body: string): string {
	const sum = [...body].reverse().reduce((total, one, at) => {
		const value = CLEAR.indexOf(one) * (at % 2 === 0 ? 2 : 1);
		return total + Math.floor(value / CLEAR.length) + (value % CLEAR.length);
	}, 0);
	return CLEAR[(CLEAR.length - (sum % CLEAR.length)) % CLEAR.length] ?? '';
}
