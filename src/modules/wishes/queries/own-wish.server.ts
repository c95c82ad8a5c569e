import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { disclosuresOf, type Disclosure } from '#modules/people/server.ts';
import { checkOwnLink } from '../commands/own-link.server.ts';
import { wishLifecycle, type WishState } from '../lifecycle.ts';
import { rejections, type RejectionReason } from '../wish.ts';
import { claimsOf } from './parts.server.ts';
import { historyOf, type Happening } from './timeline.server.ts';

/** What somebody without an account sees of their wish by their link: how it goes and who looked, but none of their own details. */
export interface OwnWish {
	centreId: string;
	wishId: string;
	reference: string;
	title: string;
	state: WishState;
	onWall: boolean;
	publicText: string | null;
	alias: string | null;
	collectedOn: string;
	deadline: DeadlineView | null;
	claimers: string[];
	/** Newest first. What people noted stays with those who work on it. */
	history: Omit<Happening, 'note'>[];
	disclosures: Disclosure[];
	rejection: { label: string; instead: string } | null;
	mayWithdraw: boolean;
	mayRetract: boolean;
}

/** Errors: those of `checkOwnLink`, which counts a wrong code. */
export async function ownWishByLink(context: Context, opening: { token: string; code: string }): Promise<OwnWish> {
	const { centreId, wishId } = await checkOwnLink(context, opening);
	const { db, clock } = context;
	const row = await db
		.selectFrom('wishes.wish as w')
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.select(['w.reference', 'w.title', 'w.state', 'w.on_wall', 'w.public_text', 'w.alias', 'w.collected_on'])
		.select(['w.person_id', 'w.rejection_reason', 'c.name as category'])
		.where('w.centre_id', '=', centreId)
		.where('w.id', '=', wishId)
		.executeTakeFirstOrThrow();
	const state = row.state as WishState;
	const { on } = wishLifecycle.states[state];
	const [claims, history, disclosures, deadlines] = await Promise.all([
		claimsOf(context, centreId, wishId),
		historyOf(db, centreId, wishId, false),
		disclosuresOf(db, centreId, row.person_id, { kind: 'wish', id: wishId }),
		deadlinesOf(db, centreId, [wishId], shanghaiDate(clock()))
	]);
	return {
		centreId,
		wishId,
		reference: row.reference,
		title: row.title ?? `${row.category}的心愿`,
		state,
		onWall: row.on_wall,
		publicText: row.public_text,
		alias: row.alias,
		collectedOn: row.collected_on,
		deadline: deadlines.get(wishId) ?? null,
		claimers: claims.map(({ label }) => label),
		history: history.toReversed().map(({ at, what, who }) => ({ at, what, who })),
		disclosures,
		rejection: row.rejection_reason === null ? null : rejections[row.rejection_reason as RejectionReason],
		mayWithdraw: on.withdraw !== undefined,
		mayRetract: on.retract !== undefined && row.on_wall
	};
}
