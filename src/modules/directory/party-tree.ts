interface Row {
	id: string;
	parentId: string | null;
}

/** A party organisation with all below it. */
export interface TreeNode<Party extends Row> {
	party: Party;
	/** Members it holds itself, and with all below it. */
	own: number;
	total: number;
	children: TreeNode<Party>[];
}

/** The tree, in the order in which its rows are given; what hangs below something that is not given stands at the top. */
export function partyTree<Party extends Row>(
	parties: readonly Party[],
	counts: ReadonlyMap<string, number>
): TreeNode<Party>[] {
	const given = new Set(parties.map(({ id }) => id));
	const below = Map.groupBy(parties, ({ parentId }) => (parentId !== null && given.has(parentId) ? parentId : null));
	const nodesOf = (parentId: string | null): TreeNode<Party>[] =>
		(below.get(parentId) ?? []).map((party) => {
			const children = nodesOf(party.id);
			const own = counts.get(party.id) ?? 0;
			return { party, own, total: children.reduce((sum, { total }) => sum + total, own), children };
		});
	return nodesOf(null);
}

/** The way from the top to one of them, itself excluded. */
export function aboveIt<Party extends Row>(parties: readonly Party[], id: string): Party[] {
	const byId = new Map(parties.map((party) => [party.id, party]));
	const way: Party[] = [];
	for (let at = byId.get(byId.get(id)?.parentId ?? ''); at && !way.includes(at); at = byId.get(at.parentId ?? ''))
		way.unshift(at);
	return way;
}
