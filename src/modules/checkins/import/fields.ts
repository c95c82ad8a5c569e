import type { SheetField } from '#modules/sheets/index.ts';

const field = (key: string, label: string, synonyms: string, more: Partial<SheetField> = {}): SheetField => ({
	key,
	label,
	synonyms: synonyms.split(' '),
	...more
});

/** What a list of members who report in tells, in the order of the template. */
export const checkInFields: readonly SheetField[] = [
	field('name', '姓名', '党员姓名 名字 党员', { required: true }),
	field('phone', '手机', '手机号 手机号码 电话 联系电话 联系方式 电话号码', { required: true }),
	field('organisation', '单位', '工作单位 所在单位 单位名称 派驻单位', { hint: '名录里的全称；没有单位的留空' }),
	field('community', '社区', '报到社区 居住社区 所在社区 社区名称', { required: true }),
	field('kind', '身份类别', '党员类别 类别 身份 党员身份', { hint: '在职党员、社区党员等；不填算在职党员' }),
	field('reportedOn', '报到日期', '报到时间 日期 登记日期', { hint: '不填算导入的这一天' })
];
