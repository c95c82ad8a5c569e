import { env } from '#env';
import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';

/** A text for somebody's phone. It is kept sealed, and for a week only. */
export interface OutgoingMessage {
	centreId: string;
	/** The number it goes to. */
	to: string;
	text: string;
}

/**
 * Writes a message inside the work's transaction; it leaves the house only if that commits.
 * Without a gateway nothing is queued: the message waits in the outbox page.
 * @returns the id of the message.
 */
export async function sendMessage(work: Work, { centreId, to, text }: OutgoingMessage): Promise<string> {
	const id = newId();
	await work.db
		.insertInto('notifications.message')
		.values({
			centre_id: centreId,
			id,
			to_sealed: seal(to),
			text_sealed: seal(text),
			state: 'outbox',
			created_at: work.clock()
		})
		.execute();
	if (env().sms) await work.enqueue('deliverMessage', { centreId, id });
	return id;
}
