import type { Work } from '#kernel/command.ts';
import { Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { itemOf } from '../budget.ts';
import type { CostItem } from '../forms.ts';
import type { LockedWish } from './lock.server.ts';

/** What was spent, each on the item of the budget it names. Errors: Invalid for an item of another project. */
export async function insertCosts(
	work: Work,
	wish: LockedWish,
	progressId: string,
	costs: readonly CostItem[]
): Promise<void> {
	if (costs.length === 0) return;
	const budget = wish.kind === 'project' ? await itemsOf(work, wish) : [];
	const at = { centre_id: wish.centreId, wish_id: wish.id, progress_id: progressId };
	await work.db
		.insertInto('wishes.cost')
		.values(
			costs.map((cost) => ({
				...at,
				id: newId(),
				item: cost.item,
				amount_fen: cost.amountFen,
				budget_item_id: named(budget, cost) ?? itemOf(budget, cost.item)?.id ?? null
			}))
		)
		.execute();
}

function named(budget: readonly { id: string }[], { budgetItemId }: CostItem): string | undefined {
	const message = '没有这个预算项目，请刷新页面再选一次';
	if (budgetItemId !== undefined && !budget.some(({ id }) => id === budgetItemId))
		throw new Invalid(message, [{ field: 'costs', message }]);
	return budgetItemId;
}

const itemsOf = ({ db }: Work, { centreId, id }: LockedWish) =>
	db
		.selectFrom('wishes.budget_item')
		.select(['id', 'item'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', id)
		.execute();
