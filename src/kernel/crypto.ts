import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** One secret of the installation. Versions are 1–255; a secret has at least 32 characters. */
export interface Key {
	version: number;
	secret: string;
}

/** A sealed value could not be opened: it was altered, or its key is not (any longer) among the keys. */
export class Unreadable extends Error {
	override name = 'Unreadable';
}

export interface Crypto {
	/** Encrypts with the newest key. The same text gives other bytes every time. */
	seal(plain: string): Buffer;
	/** Throws Unreadable when the value was altered or its key is missing. */
	open(sealed: Uint8Array): string;
	/** 16 bytes by which an encrypted value can be looked up for equality. `kind` keeps indexes of different columns unlike. */
	blindIndex(kind: string, normalised: string): Buffer;
	/** The version of the key that sealed this: rows below the newest version are due for sealing anew. */
	versionOf(sealed: Uint8Array): number;
}

/**
 * Column encryption from the installation's keys, newest first. A sealed value is
 * version (1 byte) ‖ nonce (12) ‖ tag (16) ‖ AES-256-GCM ciphertext, the version byte authenticated too.
 */
export function createCrypto(keys: readonly Key[]): Crypto {
	const [newest, oldest] = [keys[0], keys.at(-1)];
	if (!newest || !oldest) throw new Error('At least one encryption key is needed');
	const sealing = new Map(keys.map((key) => [key.version, subkey(checked(key), 'seal')]));
	if (sealing.size !== keys.length) throw new Error('Two encryption keys carry the same version');
	const newestKey = subkey(newest, 'seal');
	// The index does not rotate: rows written under any version must be found by one look-up, and a row cannot be
	// re-indexed without opening it. It hangs on the OLDEST key, which therefore stays in the list for good; after
	// all rows are sealed anew it serves the index alone. Replacing it means recomputing every index column.
	const indexKey = subkey(oldest, 'blind-index');

	return {
		seal(plain) {
			const version = Uint8Array.of(newest.version);
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', newestKey, nonce).setAAD(version);
			const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
			return Buffer.concat([version, nonce, cipher.getAuthTag(), ciphertext]);
		},
		open(sealed) {
			const version = versionOf(sealed);
			const key = sealing.get(version);
			if (!key) throw new Unreadable(`No key of version ${version} is configured`);
			const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
				.setAAD(sealed.subarray(0, 1))
				.setAuthTag(sealed.subarray(1 + NONCE, HEADER));
			const plain = decipher.update(sealed.subarray(HEADER));
			try {
				return Buffer.concat([plain, decipher.final()]).toString('utf8');
			} catch (cause) {
				throw new Unreadable('The sealed value was altered or sealed with another key', { cause });
			}
		},
		blindIndex(kind, normalised) {
			// The length in front keeps ('ab', 'c') and ('a', 'bc') apart.
			return createHmac('sha256', indexKey).update(`${kind.length}:${kind}:${normalised}`).digest().subarray(0, INDEX);
		},
		versionOf
	};
}

const NONCE = 12;
const TAG = 16;
const HEADER = 1 + NONCE + TAG;
const INDEX = 16;

function versionOf(sealed: Uint8Array): number {
	if (sealed.length < HEADER) throw new Unreadable('The sealed value is too short');
	return sealed[0] as number;
}

function checked(key: Key): Key {
	if (!Number.isInteger(key.version) || key.version < 1 || key.version > 255) {
		throw new Error('The version of an encryption key must be 1–255');
	}
	if (key.secret.length < 32) throw new Error(`Encryption key ${key.version} is shorter than 32 characters`);
	return key;
}

/** One secret, independent keys per purpose: HKDF-SHA-256 (RFC 5869). */
const subkey = (key: Key, purpose: 'seal' | 'blind-index'): Buffer =>
	Buffer.from(hkdfSync('sha256', key.secret, '', `meihua/${purpose}`, 32));
