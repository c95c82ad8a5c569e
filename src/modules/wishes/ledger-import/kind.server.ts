import { mayKeep } from '#modules/directory/index.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import type { ImportKind } from '#modules/sheets/index.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import { beneficiaryKinds, channels, optionsOf } from '../wish.ts';
import { ledgerFields } from './fields.ts';
import { openLedgerReader } from './reader.server.ts';

/** The ledger on its way in. Whoever keeps the centre's lists may bring it. */
export const ledgerImport: ImportKind = {
	name: 'ledger',
	fields: ledgerFields,
	may: mayKeep,
	async wholeTable(db, centreId) {
		const byName = (names: readonly { name: string }[]) => names.map(({ name }) => ({ value: name, label: name }));
		const words = (table: Readonly<Record<string, string>>) =>
			optionsOf(table).map(({ label }) => ({ value: label, label }));
		return {
			category: byName(await categoriesOf(db, centreId)),
			channel: words(channels),
			place: byName(await communitiesOf(db, centreId)),
			beneficiary: words(beneficiaryKinds)
		};
	},
	open: openLedgerReader
};
