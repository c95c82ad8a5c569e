import BookUser from '@lucide/svelte/icons/book-user';
import Building2 from '@lucide/svelte/icons/building-2';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import House from '@lucide/svelte/icons/house';
import IdCard from '@lucide/svelte/icons/id-card';
import ListChecks from '@lucide/svelte/icons/list-checks';
import MapPinned from '@lucide/svelte/icons/map-pinned';
import Activity from '@lucide/svelte/icons/activity';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import SquarePen from '@lucide/svelte/icons/square-pen';
import Table from '@lucide/svelte/icons/table-2';
import type { DeskItem } from '#ui/desk-shell/DeskShell.svelte';

interface May {
	seeWishes: boolean;
	collect: boolean;
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
			[may.collect, { href: `${desk}/wishes/new`, label: '登记心愿', icon: SquarePen }],
			[may.collect && !may.seeWishes, { href: `${desk}/wishes/entered`, label: '我登记的', icon: ListChecks }],
			[may.seeWishes, { href: `${desk}/wishes`, label: '心愿', icon: HeartHandshake, count: waiting }],
			[may.seeWishes, { href: `${desk}/ledger`, label: '双微台账', icon: Table }],
			[may.seeWishes, { href: `${desk}/figures`, label: '数字', icon: ChartColumn }],
			[may.keep, { href: `${desk}/organisations`, label: '单位', icon: Building2 }],
			[may.keep, { href: `${desk}/members`, label: '党员', icon: BookUser }],
			[may.keep, { href: `${desk}/places`, label: '社区网格', icon: MapPinned }],
			[may.manage, { href: `${desk}/staff`, label: '账号与身份', icon: IdCard }],
			[may.manage, { href: `${desk}/settings`, label: '设置', icon: Settings }],
			[may.manage, { href: `${desk}/operations`, label: '运行', icon: Activity }],
			[may.audit, { href: `${desk}/audit`, label: '审计', icon: ScrollText }],
			[may.review && !may.audit, { href: `${desk}/audit/unusual`, label: '异常查看', icon: ScrollText }]
		] satisfies [boolean, DeskItem][]
	)
		.filter(([there]) => there)
		.map(([, item]) => item);
