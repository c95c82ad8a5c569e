import { subscribe, type Listener } from '#kernel/command.ts';
import { addStandardCategories, heedClock, settleProposals } from '#modules/wishes/server.ts';

/**
 * Which fact makes whom do what, in the same transaction as the fact: the composition root. Read it as a list:
 * `'wish.published': [tellTheBeneficiary]`.
 */
const subscriptions: Readonly<Record<string, readonly Listener[]>> = {
	'centre.created': [addStandardCategories],
	'deadline.reminded': [heedClock],
	'deadline.escalated': [heedClock],
	'wish.contacted': [settleProposals],
	'wish.released': [settleProposals],
	'wish.reassigned': [settleProposals],
	'wish.submitted': [settleProposals],
	'wish.withdrawn': [settleProposals]
};

/** Called once when a process begins to run commands: server, worker, loader, tests of whole journeys. */
export const startListening = (): void => subscribe(subscriptions);
