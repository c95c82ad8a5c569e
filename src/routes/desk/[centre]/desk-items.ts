import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import BookUser from '@lucide/svelte/icons/book-user';
import Building2 from '@lucide/svelte/icons/building-2';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import UserCheck from '@lucide/svelte/icons/user-check';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Handshake from '@lucide/svelte/icons/handshake';
import Signature from '@lucide/svelte/icons/signature';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import House from '@lucide/svelte/icons/house';
import IdCard from '@lucide/svelte/icons/id-card';
import ListChecks from '@lucide/svelte/icons/list-checks';
import MapPinned from '@lucide/svelte/icons/map-pinned';
import Activity from '@lucide/svelte/icons/activity';
import NotebookText from '@lucide/svelte/icons/notebook-text';
import Network from '@lucide/svelte/icons/network';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import SquarePen from '@lucide/svelte/icons/square-pen';
import Table from '@lucide/svelte/icons/table-2';
import type { DeskItem } from '#ui/desk-shell/DeskShell.svelte';

interface May {
	seeWishes: boolean;
	seePosts: boolean;
	seeRecords: boolean;
	attend: boolean;
	collect: boolean;
	call: boolean;
	keep: boolean;
	manage: boolean;
	review: boolean;
	audit: boolean;
}

/** The menu of the desk, as far as it leads somewhere for this visitor. */
export const deskItems = (desk: string, may: May, waiting: number): DeskItem[] =>
	(
		[
			[true, { href: desk, label: '今天', icon: House }],
			[may.collect, { href: `${desk}/wishes/new`, label: '登记心愿', icon: SquarePen, group: '心愿' }],
			[
				may.collect && !may.seeWishes,
				{ href: `${desk}/wishes/entered`, label: '我登记的', icon: ListChecks, group: '心愿' }
			],
			[may.seeWishes, { href: `${desk}/wishes`, label: '心愿', icon: HeartHandshake, count: waiting, group: '心愿' }],
			[may.seeWishes, { href: `${desk}/ledger`, label: '双微台账', icon: Table, group: '心愿' }],
			[may.keep, { href: `${desk}/check-ins/organisations`, label: '单位报到', icon: ClipboardCheck, group: '双报到' }],
			[may.keep, { href: `${desk}/check-ins/members`, label: '党员报到', icon: UserCheck, group: '双报到' }],
			[may.keep, { href: `${desk}/organisations`, label: '单位', icon: Building2, group: '双报到' }],
			[may.keep, { href: `${desk}/party`, label: '党组织', icon: Network, group: '双报到' }],
			[may.keep, { href: `${desk}/members`, label: '党员', icon: BookUser, group: '双报到' }],
			[may.keep, { href: `${desk}/places`, label: '社区网格', icon: MapPinned, group: '双报到' }],
			[true, { href: `${desk}/cobuilding`, label: '三张清单', icon: Handshake, group: '共建' }],
			[true, { href: `${desk}/cobuilding/agreements`, label: '协议', icon: Signature, group: '共建' }],
			[may.seePosts, { href: `${desk}/posts`, label: '岗位', icon: CalendarClock, group: '志愿服务' }],
			[may.attend, { href: `${desk}/attendance`, label: '签到和时长', icon: CalendarCheck, group: '志愿服务' }],
			[may.call, { href: `${desk}/calls`, label: '动员', icon: Megaphone, group: '志愿服务' }],
			[may.seeRecords, { href: `${desk}/records`, label: '服务记录', icon: NotebookText, group: '志愿服务' }],
			[may.seeWishes, { href: `${desk}/figures`, label: '数字', icon: ChartColumn, group: '管理' }],
			[may.manage, { href: `${desk}/staff`, label: '账号与身份', icon: IdCard, group: '管理' }],
			[may.manage, { href: `${desk}/settings`, label: '设置', icon: Settings, group: '管理' }],
			[may.manage, { href: `${desk}/operations`, label: '运行', icon: Activity, group: '管理' }],
			[may.audit, { href: `${desk}/audit`, label: '审计', icon: ScrollText, group: '管理' }],
			[may.review && !may.audit, { href: `${desk}/audit/unusual`, label: '异常查看', icon: ScrollText, group: '管理' }]
		] satisfies [boolean, DeskItem][]
	)
		.filter(([there]) => there)
		.map(([, item]) => item);
