import type { Context } from '#kernel/command.ts';
import { phoneIndex } from '../phone.server.ts';
import { gates, take } from '../throttle.server.ts';

/**
 * Counts that somebody asks to be called back at a number nobody has proved to be theirs, before it is taken down: outside a
 * transaction. Errors: Refused (too often): five a day for a number, thirty an hour for an address.
 */
export async function countCallBack(
	context: Context,
	{ phone, address }: { phone: string; address: string }
): Promise<void> {
	await take(context, gates.callBackByAddress, address);
	await take(context, gates.callBackByPhone, phoneIndex(phone));
}
