import { Invalid } from '#kernel/errors.ts';

/** What is wrong with an uploaded file, and what to do about it. */
export const wrongFile = (message: string): Invalid => new Invalid(message, [{ field: 'file', message }]);

export const UNREADABLE =
	'这个表格读不出来，可能没有传完整，或者已经损坏。请在表格软件里打开，另存为“Excel 工作簿（.xlsx）”再上传。';
export const TOO_LARGE = '这个表格展开以后太大了，没有读。请只留下要导入的工作表和行列，另存为 .xlsx 再上传。';
