import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { mayKeep, partyLevels } from '#modules/directory/index.ts';
import { memberCounts, partyOrganisationsOf } from '#modules/directory/server.ts';
import { writeWorkbook } from '#modules/sheets/server.ts';
import { namesOnRoster } from '../roster.server.ts';
import { tellExported } from './file.server.ts';

const columns = [
	{ label: '名称', width: 36 },
	{ label: '类别', width: 12 },
	{ label: '上级党组织', width: 36 },
	{ label: '单位', width: 28 },
	{ label: '社区', width: 16 },
	{ label: '书记', width: 12 },
	{ label: '联系人', width: 12 },
	{ label: '在册党员', width: 10 },
	{ label: '状态', width: 8 }
];

/** The party organisations of a centre as an .xlsx file in pieces, with the names of secretaries. Errors: Missing for whoever may not. */
export async function partyFile(context: Context, centreId: string): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	const { db, actor } = context;
	if (!mayKeep(actor, centreId)) throw new Missing('没有这个页面。');
	const parties = await partyOrganisationsOf(db, centreId);
	const counts = await memberCounts(db, centreId);
	const persons = parties.flatMap(({ secretaryId, contactId }) => [secretaryId ?? [], contactId ?? []].flat());
	const names = await namesOnRoster(db, centreId, [...new Set(persons)]);
	const nameById = new Map(parties.map(({ id, name }) => [id, name]));
	if (names.size > 0) await tellExported(context, { centreId, list: 'party' });
	const lines = parties.map((party) => [
		{ text: party.name },
		{ text: partyLevels[party.level] },
		{ text: nameById.get(party.parentId ?? '') ?? null },
		{ text: party.organisationName },
		{ text: party.communityName },
		{ text: names.get(party.secretaryId ?? '') ?? null },
		{ text: names.get(party.contactId ?? '') ?? null },
		{ number: counts.get(party.id) ?? 0 },
		{ text: party.active ? '在用' : '停用' }
	]);
	return writeWorkbook([{ name: '党组织', columns, lines: [lines], footer: '&R第 &P 页，共 &N 页' }]);
}
