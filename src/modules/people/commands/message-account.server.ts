import type { Work } from '#kernel/command.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { sendMessage } from '#modules/notifications/server.ts';

/** Sends a text to the phone of an account, without anybody seeing the number. False when it has none that takes messages. */
export async function messageAccount(
	work: Work,
	{ centreId, accountId, text }: { centreId: string; accountId: string; text: string }
): Promise<boolean> {
	const to = MobilePhone.safeParse(await phoneOf(work.db, accountId)).data;
	if (to === undefined) return false;
	await sendMessage(work, { centreId, to, text });
	return true;
}
