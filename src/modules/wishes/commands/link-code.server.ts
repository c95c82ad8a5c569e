import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '#kernel/db.ts';
import { Invalid } from '#kernel/errors.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { ConfirmationCode } from '../forms.ts';
import { hashOf } from './token.server.ts';

/** So many wrong codes, and a link is void. */
export const MOST_FAILURES = 5;

/** What opens a link: the token in its address, and the code of the same message. */
export const Opening = z.object({ token: z.string().min(1).max(100), code: ConfirmationCode });

/** Six digits, fit to be read aloud. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

const purposes = { 'wishes.confirmation': 'wish.confirmation', 'wishes.own_link': 'wish.ownLink' } as const;
type LinkTable = keyof typeof purposes;

/** Keyed: six digits alone could be guessed from a plain hash. */
export const codeHash = (table: LinkTable, token: string, code: string): Buffer =>
	blindIndex(purposes[table], `${token}:${code}`);

/** A wrong code counts even though the answer is a refusal: it is counted in a statement of its own. Errors: Invalid. */
export async function refuseWrongCode(
	db: Db,
	table: LinkTable,
	{ token, code }: z.output<typeof Opening>
): Promise<void> {
	const counted = await db
		.updateTable(table)
		.set((row) => ({ failed_attempts: row('failed_attempts', '+', 1) }))
		.where('token_hash', '=', hashOf(token))
		.where('code_hash', '<>', codeHash(table, token, code))
		.where('failed_attempts', '<', MOST_FAILURES)
		.executeTakeFirst();
	if (counted.numUpdatedRows > 0n)
		throw new Invalid('确认码不对', [{ field: 'code', message: '确认码不对，请看短信里的6位数字' }]);
}
