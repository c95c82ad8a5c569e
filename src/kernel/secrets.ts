import { env } from '#env';
import { createCrypto, type Crypto } from './crypto.ts';

let crypto: Crypto | undefined;

/** The installation's own keys, opened on first use. See crypto.ts for what each function does. */
export const secrets = (): Crypto => (crypto ??= createCrypto(env().keys));

export const seal = (plain: string): Buffer => secrets().seal(plain);
export const open = (sealed: Uint8Array): string => secrets().open(sealed);
/** Opens a column that may be empty. */
export const openMaybe = (sealed: Uint8Array | null): string | null => (sealed ? open(sealed) : null);
export const blindIndex = (kind: string, normalised: string): Buffer => secrets().blindIndex(kind, normalised);
