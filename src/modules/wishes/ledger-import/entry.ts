import { z } from 'zod';
import { wishStates } from '../lifecycle.ts';
import { beneficiaryKinds, channels, keysOf, kinds, rejections } from '../wish.ts';

const Day = z.iso.date();
const Fen = z.int().nonnegative();
const Words = z.string().min(1);

/** A line of a ledger that is understood: a wish as it stood there. */
export const LedgerEntry = z.object({
	kind: z.enum(keysOf(kinds)),
	category: z.string(),
	channel: z.enum(keysOf(channels)),
	communityId: z.uuid(),
	gridId: z.uuid().nullable(),
	beneficiaryKind: z.enum(keysOf(beneficiaryKinds)),
	content: Words,
	budgetFen: Fen.nullable(),
	collectedOn: Day,
	verifiedOn: Day.nullable(),
	publishedOn: Day.nullable(),
	claimers: z.array(z.object({ kind: z.enum(['member', 'organisation']), id: z.uuid() })),
	claimedOn: Day.nullable(),
	contactedOn: Day.nullable(),
	/** What the line proves; see `stateOf`. */
	state: z.enum(wishStates),
	rejection: z.enum(keysOf(rejections)).nullable(),
	progress: Words.nullable(),
	actualFen: Fen.nullable(),
	completedOn: Day.nullable(),
	rating: z.int().min(1).max(5).nullable(),
	evidence: Words.nullable(),
	/** An account of the centre by that name, else the name as it stands there. */
	handlerId: z.uuid().nullable(),
	handler: Words.nullable(),
	name: Words.nullable(),
	phone: Words.nullable(),
	address: Words.nullable()
});
export type LedgerEntry = z.output<typeof LedgerEntry>;

/** The note of work of which a ledger tells only what it cost. */
export const WORK_DONE = '见原台账';
