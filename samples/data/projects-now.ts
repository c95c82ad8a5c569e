import type { Project } from './projects.ts';

/** Works that are going on, or that somebody is wanted for. */
export const projectsNow: readonly Project[] = [
	{
		title: '给二十户老房子换漏电开关',
		text: '老房子线路旧，跳闸分不清是哪一路。想给二十户换上漏电开关，贴好标签。',
		done: '二十户全部换好，每户留了一张大字说明。',
		of: ['elder', 'livingAlone'],
		community: '水均社区',
		scene: 'kitchen',
		costs: { 漏电开关: 2600, 人工: 1800 }
	},
	{
		title: '巷子里的口袋花园',
		text: '拆掉的小屋留下一块空地，长满了草。想做成一个口袋花园，放两张椅子。',
		done: '花园开了，街坊给它起名叫“半亩”。',
		of: ['public'],
		community: '杨箕社区',
		scene: 'garden',
		costs: { 花苗: 1360, 砖石: 1480, 人工: 1500 }
	},
	{
		title: '四楼以上住户的歇脚凳',
		text: '八栋楼没有电梯，买菜上楼要歇几回。想在每个转角装折叠的歇脚凳。',
		done: '三十二张歇脚凳装完，消防来看过。',
		of: ['public', 'elder'],
		community: '共和苑社区',
		scene: 'stairs',
		costs: { 歇脚凳: 3520, 安装: 960 }
	},
	{
		title: '户外劳动者的午休椅',
		text: '环卫和骑手中午坐在路牙上打盹。想在驿站添十张能放平的椅子。',
		done: '十张午休椅到位，灯也换成了可以调暗的。',
		of: ['outdoorWorker'],
		community: '梅花村社区',
		scene: 'bench',
		costs: { 午休椅: 2980, 灯具: 360 }
	},
	{
		title: '社区图书角换新书',
		text: '图书角的书还是十年前的。想换一批孩子和老人都爱看的，再添两盏台灯。',
		done: '三百本新书上架，大字本单独放一层。',
		of: ['public', 'child'],
		community: '中山一社区',
		scene: 'books',
		costs: { 图书: 3600, 台灯: 260 }
	}
];
