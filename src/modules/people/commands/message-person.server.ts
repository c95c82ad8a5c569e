import type { Work } from '#kernel/command.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { sendMessage } from '#modules/notifications/server.ts';
import { contactRow } from '../contact.server.ts';

/**
 * Sends a text to a person's phone, or to that of their account, without anybody seeing the number. False when there is
 * none that takes messages: then somebody has to call or go. Errors: Missing person.
 */
export async function messagePerson(
	work: Work,
	{ centreId, personId, text }: { centreId: string; personId: string; text: string }
): Promise<boolean> {
	const row = await contactRow(work.db, centreId, personId);
	const numbers = [openMaybe(row.phone_sealed), row.account_id && (await phoneOf(work.db, row.account_id))];
	const to = numbers.map((number) => MobilePhone.safeParse(number)).find((parsed) => parsed.success)?.data;
	if (to === undefined) return false;
	await sendMessage(work, { centreId, to, text });
	return true;
}
