import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD_SECONDS = 30;

/** The six digits that an app shows for a secret (base32) at a moment. RFC 6238, with RFC 4226's truncation. */
export function totpAt(secret: string, moment: Date): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(moment.getTime() / 1000 / PERIOD_SECONDS)));
	const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
	const offset = (digest.at(-1) ?? 0) & 0xf;
	return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const totpNow = (secret: string): string => totpAt(secret, new Date());

/** RFC 4648, without padding. */
export const toBase32 = (bytes: Uint8Array): string => {
	const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
	return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
};

function fromBase32(text: string): Buffer {
	const bits = Array.from(text.toUpperCase(), (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join(
		''
	);
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}
