/** What a form that takes a wish down offers to choose from. */
export interface CollectOffer {
	categories: readonly { code: string; name: string }[];
	communities: readonly { id: string; name: string }[];
	grids: readonly { id: string; name: string; communityName: string }[];
	houses: readonly { id: string; label: string }[];
}

/** The choices of the selects, shorter where there is but one community. */
export function choicesOf({ categories, communities, grids, houses }: CollectOffer) {
	const [only] = communities.length === 1 ? communities : [];
	return {
		only,
		categories: categories.map(({ code, name }) => ({ value: code, label: name })),
		communities: communities.map(({ id, name }) => ({ value: id, label: name })),
		grids: grids.map(({ id, name, communityName }) => ({
			value: id,
			label: only ? name : `${communityName} · ${name}`
		})),
		houses: houses.map(({ id, label }) => ({ value: id, label }))
	};
}
