import { roles, type HeldRole } from '#modules/identity/index.ts';

/** What somebody in a role does, for whoever gives it. */
export const roleHints = {
	clerk: '登记、核实、发布心愿，管理名录和台账',
	gridWorker: '在自己的网格里登记和核实心愿',
	socialWorker: '替居民登记心愿，只看自己登记的',
	buildingHead: '替自己网格里的居民登记心愿，只看自己登记的',
	leader: '看全部心愿、台账和数据',
	auditor: '看审计记录，不能同时当管理员',
	administrator: '开账号、改设置、看运行情况，登录要两步验证'
} as const;

/** A role and what it is about: 网格员（梅花社区 第一网格）. */
export function roleWords({ role, centreId, scopeId }: HeldRole, labels: ReadonlyMap<string, string>): string {
	const about = centreId === null ? '全区' : (labels.get(scopeId) ?? '已撤销的范围');
	return about === '本中心' ? roles[role] : `${roles[role]}（${about}）`;
}
