import type { LedgerFilter } from '#modules/wishes/index.ts';

/** The filter as an address carries it. */
export function ledgerSearch({ year, communityId, ...given }: LedgerFilter): string {
	const fields = { year: year ?? 'all', community: communityId, ...given };
	const filled = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)]]
	);
	return String(new URLSearchParams(filled));
}
