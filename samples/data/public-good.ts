import type { Template } from './template.ts';

/** 公益发展: something for everybody on the stairs, in the yard, in the street. */
export const publicGood: readonly Template[] = [
	{
		title: '楼道里{n}盏不亮的灯',
		text: '{where}的灯坏了{n}盏，晚上回家要开手机照。想换成声控的，人到灯亮。',
		done: '全部换成声控灯，白天黑夜各试了一次。',
		of: ['public', 'household'],
		scene: 'stairs',
		costs: { 声控灯: 168 },
		choices: { n: '四/三/五', where: '三楼到六楼/一楼到四楼/后楼梯' }
	},
	{
		title: '楼梯转角放一张{seat}',
		text: '没有电梯，买菜回来爬到{f}楼要歇。想在转角放一张{seat}，不占路，坐得稳。',
		done: '折椅固定在墙上，收起来只有一掌厚，消防通道量过没有占。',
		of: ['public', 'elder'],
		scene: 'stairs',
		costs: { 折叠椅: 220 },
		choices: { seat: '折叠椅/靠墙的歇脚凳', f: '三/四/五' }
	},
	{
		title: '让{place}再绿起来',
		text: '{place}光秃秃的，一下雨就是泥。街坊愿意浇水，想要些{plant}和花土。',
		done: '二十多位街坊一起种下，排了浇水的值日表。',
		of: ['public', 'household'],
		scene: 'garden',
		costs: { 花苗: 180, 花土: 60 },
		choices: { place: '楼下花坛/天井/门前那块空地', plant: '月季/勒杜鹃/太阳花/绿萝' }
	},
	{
		title: '楼下的一张{bench}',
		text: '老人家喜欢坐在楼下聊天，只有几块砖头垫着。想要一张{bench}，下雨也不怕。',
		done: '防腐木的长椅装好了，当天下午就坐满了。',
		of: ['public', 'elder'],
		scene: 'bench',
		costs: { 长椅: 450 },
		choices: { bench: '长椅/带靠背的长椅' }
	},
	{
		title: '一个{shelf}',
		text: '家家都有看完的书，想在{where}放一个{shelf}，谁都可以拿、谁都可以放。',
		done: '书架装好，第一天就有四十多本书。',
		of: ['public', 'child'],
		scene: 'books',
		costs: { 书架: 280 },
		choices: { shelf: '漂流书架/街坊书柜', where: '楼道口/社区门口/凉亭里' }
	},
	{
		title: '给{pole}穿件软衣服',
		text: '{pole}的角太尖，孩子跑来跑去撞过两次。想包上防撞条。',
		done: '防撞条贴好，颜色显眼，晚上也看得见。',
		of: ['public', 'child'],
		costs: { 防撞条: 95 },
		choices: { pole: '架空层的柱子/儿童乐园的花池/门口的石墩' }
	},
	{
		title: '楼梯少了一段{rail}',
		text: '{where}缺了一段{rail}，老人只能贴着墙下楼。想补上，结实就好。',
		done: '补了不锈钢的一段，焊口磨平，街坊摸过都说顺手。',
		of: ['public', 'elder'],
		scene: 'handrail',
		costs: { 不锈钢管: 310, 人工辅料: 90 },
		choices: { rail: '扶手/栏杆', where: '二楼转角/天台口/地下室入口' }
	},
	{
		title: '旧衣回收箱换个位置',
		text: '回收箱挡住了{what}，轮椅过不去。想请人一起商量，挪一挪，再写个清楚的说明。',
		done: '开了个楼下小会，挪到花坛边上，路宽了一米。',
		of: ['public', 'disabled'],
		choices: { what: '无障碍坡道/消防门/单车棚' }
	},
	{
		title: '一堂{lesson}课',
		text: '最近{lesson}的事听得多，老人家心里没底。想请懂的人来{where}讲一堂，讲慢一点。',
		done: '来了三十多位，讲完现场答了半个小时的问题。',
		of: ['public', 'elder'],
		choices: { lesson: '防诈骗/急救/用电安全/垃圾分类', where: '架空层/中心/凉亭' }
	},
	{
		title: '门口的{board}',
		text: '通知贴在电线杆上，风一吹就没了。想要一块带玻璃门的{board}，字写大一点。',
		done: '公告栏装在避雨的地方，高度坐轮椅也看得见。',
		of: ['public'],
		scene: 'board',
		costs: { 公告栏: 430 },
		choices: { board: '公告栏/宣传栏' }
	},
	{
		title: '单车乱停的{where}',
		text: '{where}停满了单车，救护车都进不来。想划几道线，再放个提醒的牌子。',
		done: '划了二十个车位，志愿者站了一周，现在都停进线里。',
		of: ['public', 'household'],
		scene: 'yard',
		costs: { 划线漆: 140, 标牌: 60 },
		choices: { where: '楼下空地/巷口/小区后门' }
	},
	{
		title: '一场坝坝{film}',
		text: '夏天晚上想在{where}放一场{film}，一人带一张小板凳，像小时候那样。',
		done: '放了一场，来了八十多人，散场后大家一起收的凳子。',
		of: ['public', 'elder'],
		choices: { film: '露天电影/粤剧电影', where: '小广场/架空层/学校操场' }
	},
	{
		title: '墙上那片{stain}',
		text: '楼道墙皮掉了，{stain}一片一片。想刷白一遍，孩子们说可以画几朵木棉。',
		done: '刷了两遍，六个孩子画了一面木棉墙。',
		of: ['public', 'child'],
		scene: 'stairs',
		costs: { 乳胶漆: 260, 工具: 55 },
		choices: { stain: '小广告/水渍/霉点' }
	},
	{
		title: '雨天不湿脚的{path}',
		text: '一下大雨，{path}就积水，上学的孩子要趟过去。想垫几块石板。',
		done: '垫了石板，疏通了旁边的沟，下了一场雨没有再积水。',
		of: ['public', 'child'],
		scene: 'yard',
		costs: { 石板: 240 },
		choices: { path: '后巷/门前小路/花坛边' }
	},
	{
		title: '给{who}办一个生日会',
		text: '这个月{n}位{who}过生日，平时没有人记得。想一起吃一碗长寿面、切一个蛋糕。',
		done: '唱了生日歌，每人一张合影，有位老人说是头一回吹蜡烛。',
		of: ['livingAlone', 'elder'],
		costs: { 蛋糕: 188, 食材: 96 },
		choices: { who: '独居长者/高龄老人', n: '六/八/五' }
	},
	{
		title: '一个修鞋补伞的{day}',
		text: '修东西的师傅越来越少。想在{day}请几位师傅来摆摊，修鞋、补伞、磨刀。',
		done: '四位师傅忙了一上午，修了六十多件。',
		of: ['public', 'household'],
		scene: 'yard',
		choices: { day: '星期六上午/月末的周日' }
	}
];
