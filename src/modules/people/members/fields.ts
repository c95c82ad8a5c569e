import type { SheetField } from '#modules/sheets/index.ts';

const field = (key: string, label: string, synonyms: string, more: Partial<SheetField> = {}): SheetField => ({
	key,
	label,
	synonyms: synonyms.split(' ').filter((word) => word !== ''),
	...more
});

/** What a table tells of a member, in the order of the template and of the export. A column of running numbers is nobody's. */
export const memberFields: readonly SheetField[] = [
	field('reference', '编号', '党员编号 系统编号', { hint: '导出的表格里才有；新的党员留空' }),
	field('name', '姓名', '党员姓名 名字 党员', { required: true, hint: '照身份证上的写' }),
	field('phone', '手机', '手机号 手机号码 联系电话 电话 联系方式 移动电话', {
		hint: '同一个手机号和姓名只登记一次；没有手机号的，按姓名和单位认'
	}),
	field('kind', '身份类别', '党员类别 类别 身份 党员类型 人员类别', { required: true }),
	field('organisation', '单位', '工作单位 所在单位 单位名称 所属单位', { hint: '写“单位”里登记的全称' }),
	field('branch', '党支部', '所在党支部 所属党支部 党组织 所在党组织 所属党组织 支部 组织关系所在支部', {
		hint: '写“党组织”里登记的全称'
	}),
	field('community', '社区', '居住社区 所在社区 所属社区 居住地社区'),
	field('grid', '网格', '所在网格 所属网格 网格名称'),
	field('building', '楼栋', '楼 栋 所在楼栋 楼栋名称'),
	field('skills', '特长', '服务特长 技能 个人特长 专长', { hint: '几样特长用“、”隔开' }),
	field('freeTimes', '空闲时间', '服务时间 可服务时间 空闲', {
		hint: '例如：周六上午、周日全天；也可以写“每天晚上”“周末”'
	}),
	field('alias', '对外称呼', '称呼 公开称呼', { hint: '不填就是“姓＋同志”，不要写全名' })
];
