import type { SheetField } from '#modules/sheets/index.ts';

const field = (key: string, label: string, synonyms: string, more: Partial<SheetField> = {}): SheetField => ({
	key,
	label,
	synonyms: synonyms.split(' ').filter((word) => word !== ''),
	...more
});

/**
 * What a ledger may tell of a wish: the columns of ours, and what only offices' own ledgers hold. The order is that of the
 * template; a column of running numbers is nobody's.
 */
export const ledgerFields: readonly SheetField[] = [
	field('reference', '编号', '心愿编号 微心愿编号 台账编号 项目编号', { hint: '系统里已有的编号；新的心愿留空' }),
	field('kind', '类型', '双微类型 心愿类型', { hint: '微心愿或微项目；不填算微心愿' }),
	field('category', '类别', '心愿类别 微心愿类别 项目类别 服务类别 分类', { required: true }),
	field('channel', '来源', '征集渠道 来源渠道 收集渠道 渠道 征集方式 征集途径 信息来源', { required: true }),
	field('place', '社区/网格', '社区 所属社区 所在社区 社区网格 社区名称 所属社区/网格', {
		required: true,
		hint: '社区，或“社区／网格”'
	}),
	field('grid', '网格', '所属网格 所在网格 网格名称'),
	field('beneficiary', '对象类别', '对象 帮扶对象类别 服务对象 服务对象类别 人员类别 对象类型 人群类别', {
		required: true
	}),
	field(
		'content',
		'内容',
		'微心愿内容 心愿内容 微心愿 心愿 需求 需求内容 具体需求 项目内容 微项目 微项目内容 项目名称 微项目名称 心愿名称 具体内容 诉求',
		{ required: true }
	),
	field('budget', '预算', '预算金额 预计金额 预计费用 所需资金 项目预算'),
	field('collectedOn', '征集日期', '征集时间 登记日期 登记时间 收集日期 收集时间 提出日期 提出时间 受理日期 日期', {
		required: true
	}),
	field('verifiedOn', '审核日期', '审核时间 核实日期 核实时间'),
	field('publishedOn', '发布日期', '发布时间 公示日期 公示时间 上墙日期'),
	field(
		'claimers',
		'认领人/单位',
		'认领人 认领单位 认领党员 认领党组织 认领单位/个人 认领单位/党员 帮扶单位 责任单位 认领者',
		{
			hint: '几个认领人用“、”隔开；党员写全名，单位写全称'
		}
	),
	field('claimedOn', '认领日期', '认领时间'),
	field('contactedOn', '联系日期', '联系时间 对接日期 对接时间'),
	field('progress', '实施情况', '完成情况 办理情况 落实情况 进展 进展情况 进度 实施进度 实现情况 状态'),
	field('actual', '实际金额', '实际支出 实际费用 支出金额 使用资金 花费'),
	field('completedOn', '完成日期', '完成时间 办结日期 办结时间 实现日期 实现时间'),
	field('rating', '满意度', '评价 满意情况 满意程度 评价结果'),
	field('evidence', '佐证', '佐证材料 照片 附件 证明材料'),
	field('handler', '经办人', '经手人 登记人 工作人员 跟进人'),
	field('name', '姓名', '心愿人 心愿人姓名 许愿人 申请人 申请人姓名 居民姓名 受助人 受助人姓名 对象姓名 联系人', {
		hint: '没有姓名也可以导入，以后再补'
	}),
	field('phone', '电话', '手机 手机号 手机号码 联系电话 联系方式 电话号码 联系手机 联系人电话'),
	field('address', '住址', '地址 家庭住址 家庭地址 居住地址 详细地址 联系地址 住所')
];
