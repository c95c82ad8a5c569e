import { createHash, randomBytes } from 'node:crypto';

/** 192 random bits that nobody guesses, fit for a cookie or an address. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** What the database keeps of a token: who reads the table cannot use it. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
