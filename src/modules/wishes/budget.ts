import type { Fen } from '#kernel/money.ts';

/** The item of a budget that a cost belongs to by its name: the same, or before a colon (“水管材料：弯头”). */
export function itemOf<Item extends { item: string }>(budget: readonly Item[], cost: string): Item | undefined {
	const name = plain(cost);
	const head = plain(cost.split(/[:：]/)[0] ?? '');
	return budget.find(({ item }) => plain(item) === name) ?? budget.find(({ item }) => plain(item) === head);
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

export interface Compared {
	item: string;
	/** Who carries it; none while nobody took it. */
	carriedBy: string | null;
	budgetFen: Fen | null;
	actualFen: Fen;
	/** Beyond the budget when positive; none where nothing was planned. */
	beyondFen: Fen | null;
}

export interface Comparison {
	rows: Compared[];
	total: { budgetFen: Fen; actualFen: Fen; beyondFen: Fen };
}

interface Planned {
	id: string;
	item: string;
	amountFen: Fen;
	claimId: string | null;
}
interface Spent {
	budgetItemId: string | null;
	amountFen: Fen;
}

/** Actual cost against budget, item by item; what was spent beside the items stands in a line of its own. */
export function compare(
	items: readonly Planned[],
	costs: readonly Spent[],
	claims: readonly { id: string; label: string }[]
): Comparison {
	const spentOn = (id: string | null) =>
		costs.filter(({ budgetItemId }) => budgetItemId === id).reduce((sum, { amountFen }) => sum + amountFen, 0);
	const rows = items.map(({ id, item, amountFen, claimId }): Compared => {
		const actualFen = spentOn(id);
		const carriedBy = claims.find((claim) => claim.id === claimId)?.label ?? null;
		return { item, carriedBy, budgetFen: amountFen, actualFen, beyondFen: actualFen - amountFen };
	});
	const beside = spentOn(null);
	if (beside > 0)
		rows.push({ item: '预算以外的', carriedBy: null, budgetFen: null, actualFen: beside, beyondFen: beside });
	const budgetFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0);
	const actualFen = costs.reduce((sum, { amountFen }) => sum + amountFen, 0);
	return { rows, total: { budgetFen, actualFen, beyondFen: actualFen - budgetFen } };
}
