import { subscribe, type Listener } from '#kernel/command.ts';
import { followShift, keepExperience } from '#modules/calls/server.ts';
import { heedCheckInClock } from '#modules/checkins/server.ts';
import { heedSignatures } from '#modules/cobuilding/server.ts';
import { addStandardWords } from '#modules/directory/server.ts';
import { addStandardCategories, heedClock, settleProposals } from '#modules/wishes/server.ts';

/**
 * Which fact makes whom do what, in the same transaction as the fact: the composition root. Read it as a list:
 * `'wish.published': [tellTheBeneficiary]`.
 */
const subscriptions: Readonly<Record<string, readonly Listener[]>> = {
	'centre.created': [addStandardWords, addStandardCategories],
	'deadline.reminded': [heedClock, heedCheckInClock, heedSignatures],
	'deadline.escalated': [heedClock, heedSignatures],
	'hours.attested': [keepExperience],
	'shift.signedUp': [followShift],
	'shift.waitedFor': [followShift],
	'shift.left': [followShift],
	'shift.removed': [followShift],
	'wish.contacted': [settleProposals],
	'wish.released': [settleProposals],
	'wish.reassigned': [settleProposals],
	'wish.submitted': [settleProposals],
	'wish.withdrawn': [settleProposals]
};

/** Called once when a process begins to run commands: server, worker, loader, tests of whole journeys. */
export const startListening = (): void => subscribe(subscriptions);
