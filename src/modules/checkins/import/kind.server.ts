import { mayKeep, memberKinds } from '#modules/directory/index.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import type { ImportKind } from '#modules/sheets/index.ts';
import { checkInFields } from './fields.ts';
import { openCheckInReader } from './reader.server.ts';

/** An office's list of members who have reported in. Whoever keeps the centre's lists may bring it; they count as accepted. */
export const checkInImport: ImportKind = {
	name: 'checkins',
	fields: checkInFields,
	may: mayKeep,
	async wholeTable(db, centreId) {
		const choice = (label: string) => ({ value: label, label });
		return {
			community: (await communitiesOf(db, centreId)).map(({ name }) => choice(name)),
			kind: Object.values(memberKinds).map(choice)
		};
	},
	open: openCheckInReader
};
