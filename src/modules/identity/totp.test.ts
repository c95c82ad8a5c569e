import { expect, test } from 'vitest';
import { toBase32, totpAt } from './totp.server.ts';

// RFC 6238, appendix B: the secret is the ASCII text 12345678901234567890, here the last six of the eight digits
const SECRET = toBase32(Buffer.from('12345678901234567890'));

test.each([
	[59, '287082'],
	[1111111109, '081804'],
	[1111111111, '050471'],
	[1234567890, '005924'],
	[2000000000, '279037']
])('the test vectors of RFC 6238 hold: second %i gives %s', (seconds, digits) => {
	expect(totpAt(SECRET, new Date(seconds * 1000))).toBe(digits);
});
