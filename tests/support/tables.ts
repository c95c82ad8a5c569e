import { membersImport } from '#modules/people/server.ts';
import { importTasks, chooseColumns, uploadTable } from '#modules/sheets/server.ts';
import { ledgerImport } from '#modules/wishes/server.ts';
import type { Stage } from './stage.ts';
import { workbook } from './workbooks.ts';

const headings = ['内容', '类别', '来源', '社区', '对象类别', '征集日期'];
const fields = ['content', 'category', 'channel', 'place', 'beneficiary', 'collectedOn'];

/** What is chosen for the columns of the table below. */
export const ledgerColumnsChosen: Record<string, string> = Object.fromEntries(
	fields.map((field, column) => [`column${column}`, field])
);

/** A ledger that was uploaded and checked, with a line to be added and one that is wrong. */
export async function broughtLedger(stage: Stage): Promise<string> {
	const rows = [
		headings,
		['想换一盏亮一点的灯', '便民服务', '来电', '第一社区', '长者', '2021-03-05'],
		['想要一个电饭锅', '物资帮扶', '窗口', '第九社区', '长者', '去年']
	];
	const file = new File([new Uint8Array(workbook([{ rows }]))], 'ledger.xlsx');
	const [context, centreId] = [stage.as('clerk'), stage.here.id];
	const importId = await uploadTable(ledgerImport, context, { centreId, file });
	const columns = Object.fromEntries(fields.map((field, column) => [field, column]));
	await chooseColumns(ledgerImport, context, { centreId, importId, columns, wholeTable: {} });
	await importTasks(ledgerImport).tasks['ledgerImportCheck']?.(context, { centreId, importId });
	return importId;
}

const memberFields = ['name', 'phone', 'kind'];

/** What is chosen for the columns of the table below. */
export const memberColumnsChosen: Record<string, string> = Object.fromEntries(
	memberFields.map((field, column) => [`column${column}`, field])
);

let brought = 0;

/** A roster that was uploaded and checked, with a line to be added and one that is wrong. */
export async function broughtMembers(stage: Stage): Promise<string> {
	const phone = String(13_910_000_000 + (brought += 1));
	const rows = [
		['姓名', '手机', '身份类别'],
		['黄志远', phone, '在职'],
		['', '138', '群众']
	];
	const file = new File([new Uint8Array(workbook([{ rows }]))], 'members.xlsx');
	const [context, centreId] = [stage.as('clerk'), stage.here.id];
	const importId = await uploadTable(membersImport, context, { centreId, file });
	const columns = Object.fromEntries(memberFields.map((field, column) => [field, column]));
	await chooseColumns(membersImport, context, { centreId, importId, columns, wholeTable: {} });
	await importTasks(membersImport).tasks['membersImportCheck']?.(context, { centreId, importId });
	return importId;
}
