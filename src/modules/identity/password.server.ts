import { hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters of the OWASP password storage cheat sheet: 19 MiB, two passes, one lane. */
export const hashPassword = (password: string): Promise<string> =>
	hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

export const verifyPassword = (hashed: string, password: string): Promise<boolean> => verify(hashed, password);
