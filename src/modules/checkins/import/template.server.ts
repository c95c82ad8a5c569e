import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { mayKeep, memberKinds } from '#modules/directory/index.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import type { SheetValue } from '#modules/sheets/index.ts';
import { writeWorkbook } from '#modules/sheets/server.ts';
import { checkInFields } from './fields.ts';

/** An empty list to be filled in and brought back, with a sheet that says what may stand where. Errors: Missing for whoever may not. */
export async function checkInTemplate(
	{ db, actor }: Context,
	centreId: string
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
	if (!mayKeep(actor, centreId)) throw new Missing('没有这个页面。');
	const offered: Record<string, string> = {
		community: (await communitiesOf(db, centreId)).map(({ name }) => name).join('、'),
		kind: Object.values(memberKinds).join('、')
	};
	const rules = checkInFields.map(({ key, label, required, hint }): SheetValue[] => [
		{ text: label },
		{ text: required ? '要填' : '' },
		{ text: key === 'reportedOn' ? `${hint}；例如 2026-05-01` : (hint ?? '') },
		{ text: offered[key] ?? '' }
	]);
	return writeWorkbook([
		{ name: '党员报到', columns: checkInFields.map(({ label }) => ({ label, width: 16 })), lines: [] },
		{
			name: '填写说明',
			columns: [
				{ label: '列', width: 12 },
				{ label: '要不要填', width: 10 },
				{ label: '怎么填', width: 40 },
				{ label: '可以填的内容', width: 60 }
			],
			lines: [rules]
		}
	]);
}
