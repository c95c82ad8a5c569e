/** What a fact is about. */
export const subjectWords: Record<string, string> = {
	wish: '心愿',
	claim: '认领',
	import: '导入的表格',
	opening: '查看联系方式',
	person: '居民',
	centre: '中心',
	community: '社区',
	grid: '网格',
	building: '楼栋',
	organisation: '单位',
	member: '党员',
	account: '账号'
};

/** What was done, by the name of the fact. */
export const actionWords: Record<string, string> = {
	'wish.collected': '征集心愿',
	'wish.imported': '从台账导入',
	'import.confirmed': '确认导入表格',
	'wish.verified': '核实',
	'wish.rejected': '不予受理',
	'wish.merged': '合并',
	'wish.absorbed': '并入重复的心愿',
	'wish.converted': '转换类型',
	'wish.approved': '批准预算',
	'wish.declined': '退回修改',
	'wish.budgeted': '编制预算',
	'wish.shared': '认下预算项目',
	'wish.led': '更换牵头人',
	'wish.reassigned': '改派认领',
	'wish.milestone': '完成节点',
	'wish.thanked': '感谢',
	'wish.thanksShown': '公开感谢',
	'wish.retracted': '撤回公开的同意',
	'wish.published': '发布上墙',
	'wish.claimed': '认领',
	'wish.contacted': '记录联系',
	'wish.assessed': '走访评估',
	'wish.started': '开始实施',
	'wish.progressed': '记录进展',
	'wish.submitted': '提交验收',
	'wish.accepted': '确认完成',
	'wish.reopened': '退回继续做',
	'wish.released': '退出认领',
	'wish.closed': '归档',
	'wish.releaseProposed': '建议释放认领',
	'wish.claimKept': '多给时间联系',
	'opening.checked': '核对异常查看',
	'wish.withdrawn': '撤回心愿',
	'contact.opened': '查看联系方式',
	'consent.given': '记录同意',
	'consent.withdrawn': '撤回同意',
	'deadline.reminded': '快到期提醒',
	'deadline.escalated': '超期上报',
	'deadline.paused': '暂停计时',
	'deadline.resumed': '恢复计时',
	'deadline.moved': '期限重算',
	'centre.created': '建立中心',
	'centre.dayDecided': '定上班或休息的日子',
	'setting.changed': '修改设置',
	'community.added': '添加社区',
	'grid.added': '添加网格',
	'building.added': '添加楼栋',
	'organisation.added': '添加单位',
	'organisation.changed': '修改单位',
	'member.added': '登记党员',
	'member.changed': '修改党员资料'
};

export const securityWords: Record<string, string> = {
	'account.created': '开账号',
	'account.signedIn': '登录',
	'account.lockedOut': '连续输错被锁定',
	'account.signedOutEverywhere': '退出所有设备',
	'account.passwordChanged': '修改密码',
	'account.passwordReset': '管理员重设密码',
	'account.twoFactorEnabled': '开两步验证',
	'role.granted': '授予身份',
	'role.revoked': '收回身份'
};

/** In which role something was done. */
export const actorWords: Record<string, string> = {
	beneficiary: '心愿人',
	candidate: '认领人',
	claimer: '认领人',
	clerk: '工作人员',
	gridWorker: '网格员',
	socialWorker: '社工',
	buildingHead: '楼栋长',
	relative: '代提的家人、邻居',
	leader: '领导',
	districtOfficer: '区级工作人员',
	administrator: '管理员',
	auditor: '审计员',
	self: '本人',
	person: '本人',
	resident: '居民',
	guest: '访客',
	system: '系统'
};

export const fieldWords: Record<string, string> = { name: '姓名', phone: '电话', address: '住址' };

/** Staff are named to the auditor; of everybody else only the role is told. */
export const namedRoles: ReadonlySet<string> = new Set([
	'clerk',
	'gridWorker',
	'socialWorker',
	'buildingHead',
	'leader',
	'districtOfficer',
	'administrator',
	'auditor'
]);
