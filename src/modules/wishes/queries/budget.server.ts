import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { lightsFor } from '#modules/deadlines/server.ts';
import type { WishKind } from '../wish.ts';

/** The plan of a project. Amounts in fen, days YYYY-MM-DD. Empty for a wish. */
export interface BudgetView {
	items: { id: string; item: string; amountFen: number; claimId: string | null }[];
	milestones: MilestoneView[];
}

export interface MilestoneView {
	position: number;
	title: string;
	dueOn: string;
	reachedOn: string | null;
	/** How it stands today: done, or until when. */
	light: 'green' | 'yellow' | 'red' | 'done';
	words: string;
}

export async function budgetOf(
	context: Pick<Context, 'db' | 'clock'>,
	centreId: string,
	wishId: string
): Promise<BudgetView> {
	const items = await context.db
		.selectFrom('wishes.budget_item')
		.select(['id', 'item', 'amount_fen as amountFen', 'claim_id as claimId'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.orderBy('position')
		.execute();
	return { items, milestones: await milestonesOf(context, centreId, wishId) };
}

/** What everybody may know of the plan of a project. Undefined for a wish. */
export async function publicPlanOf(db: Db, centreId: string, { id, kind }: { id: string; kind: WishKind }) {
	if (kind !== 'project') return undefined;
	const { budgetFen } = await db
		.selectFrom('wishes.wish')
		.select('budget_fen as budgetFen')
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return { budgetFen, milestones: await milestones(db, centreId, id) };
}

async function milestonesOf(
	{ db, clock }: { db: Db; clock: Context['clock'] },
	centreId: string,
	wishId: string
): Promise<MilestoneView[]> {
	const rows = await milestones(db, centreId, wishId);
	if (rows.length === 0) return [];
	const lightOf = await lightsFor(db, centreId, shanghaiDate(clock()));
	return rows.map((row) => ({
		...row,
		...(row.reachedOn === null
			? lightOf(row.dueOn)
			: { light: 'done' as const, words: wordsOfReached(row.reachedOn, row.dueOn) })
	}));
}

const milestones = (db: Db, centreId: string, wishId: string) =>
	db
		.selectFrom('wishes.milestone')
		.select(['position', 'title', 'due_on as dueOn', 'reached_on as reachedOn'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.orderBy('position')
		.execute();

const wordsOfReached = (reachedOn: string, dueOn: string): string =>
	reachedOn <= dueOn ? '按时完成' : '已经完成，晚于计划';
