import { mayKeep, memberKinds } from '#modules/directory/index.ts';
import { communitiesOf, organisationsOf, partyOrganisationsOf } from '#modules/directory/server.ts';
import type { Choice, ImportKind } from '#modules/sheets/index.ts';
import { memberFields } from './fields.ts';
import { memberReader } from './reader.server.ts';

/** The roster on its way in. Whoever keeps the centre's lists may bring it. */
export const membersImport: ImportKind = {
	name: 'members',
	fields: memberFields,
	may: mayKeep,
	async wholeTable(db, centreId) {
		const named = (rows: readonly { name: string; active?: boolean }[]): Choice[] =>
			rows.filter(({ active }) => active !== false).map(({ name }) => ({ value: name, label: name }));
		return {
			kind: Object.values(memberKinds).map((label) => ({ value: label, label })),
			organisation: named(await organisationsOf(db, centreId)),
			branch: named(await partyOrganisationsOf(db, centreId)),
			community: named(await communitiesOf(db, centreId))
		};
	},
	async open(context, centreId) {
		const reader = await memberReader(context, centreId);
		const writeAll = async (...[work, rows]: Parameters<typeof reader.register>) =>
			(await reader.register(work, rows)).filter((member) => member?.isNew).length;
		return {
			check: reader.check,
			write: async (work, row) => (await writeAll(work, [row])) === 1,
			writeAll
		};
	}
};
