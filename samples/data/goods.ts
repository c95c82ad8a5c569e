import type { Template } from './template.ts';

/** 物资帮扶: something that is missing. */
export const goods: readonly Template[] = [
	{
		title: '{n}袋米、一桶油过{t}',
		text: '身体不好出门少，想请人捎{n}袋米和一桶花生油上楼，{t}前送到就好。',
		done: '米和油都送到家，顺手把米倒进了米缸，还留了上门电话。',
		of: ['livingAlone', 'lowIncome', 'elder'],
		scene: 'rice',
		costs: { 大米: 118, 花生油: 96 },
		choices: { n: '两/一', t: '中秋/端午/冬至/重阳' }
	},
	{
		title: '一台不用弯腰的{thing}',
		text: '腰不好，弯不下去。想要一台{thing}，放在灶台边上，字大一点、声音响一点的。',
		done: '{thing}选了大字按键的，教老人自己煮了一锅饭，会用了才走。',
		of: ['elder', 'livingAlone'],
		scene: 'kitchen',
		costs: { 电器: 269 },
		choices: { thing: '电饭煲/电磁炉/热水壶' }
	},
	{
		title: '夏天的一台{fan}',
		text: '顶楼西晒，屋里的旧{fan}摇不动头了，想换一台静音的，夜里能睡个安稳觉。',
		done: '新的{fan}装好试了一晚，老人说“终于不用开着门睡”。',
		of: ['elder', 'lowIncome', 'livingAlone'],
		scene: 'fan',
		costs: { 电风扇: 238 },
		choices: { fan: '落地扇/壁扇/台扇' }
	},
	{
		title: '给卧床的老伴添{bed}',
		text: '照顾卧床的老伴{y}年了，想要{bed}，翻身擦洗能省些力气。',
		done: '{bed}装好了，护理师示范了两遍翻身的手法。',
		of: ['elder', 'disabled'],
		scene: 'lamp',
		costs: { 护理用品: 460 },
		choices: { bed: '一张防褥疮气垫/一张能升降的小桌/一副床边护栏', y: '三/五/两/七' }
	},
	{
		title: '一根{stick}',
		text: '走路要扶墙，想要一根{stick}，能自己去楼下晒太阳、看人下棋。',
		done: '量了身高调好了高度，陪着在楼下走了两圈。',
		of: ['elder', 'livingAlone'],
		scene: 'handrail',
		costs: { 助行器: 158 },
		choices: { stick: '四脚拐杖/带坐板的拐杖/助行架' }
	},
	{
		title: '一辆可以推出门的轮椅',
		text: '{m}个月没有下过楼了，想要一辆折得起来、邻居也推得动的轮椅，去看看{place}。',
		done: '轮椅送到，两位党员抬下楼，一起去看了{place}。',
		of: ['disabled', 'elder'],
		scene: 'wheelchair',
		costs: { 轻便轮椅: 680 },
		choices: { m: '四/半年零两/八', place: '河涌边的花/新修的公园/菜市场的热闹' }
	},
	{
		title: '孩子的一张{desk}',
		text: '一家人住一间房，孩子趴在床沿写作业。想给{g}的孩子一张{desk}，墙角放得下就行。',
		done: '{desk}装在窗边，灯也接好了，孩子当晚就坐在那里写了作业。',
		of: ['child', 'migrant', 'lowIncome'],
		scene: 'study',
		costs: { 书桌椅: 420, 台灯: 89 },
		choices: { desk: '书桌/折叠书桌/带灯的小书桌', g: '二年级/四年级/上初一' }
	},
	{
		title: '想读完《{book}》这样的书',
		text: '孩子爱看书，家里只有课本。想要几本适合{g}看的课外书，像《{book}》这样的，旧书也好。',
		done: '大家凑了一箱书，每本扉页都写了一句话。',
		of: ['child', 'lowIncome'],
		scene: 'books',
		costs: { 图书: 186 },
		choices: { book: '昆虫记/西游记/海底两万里/草房子', g: '小学低年级/小学高年级/初中' }
	},
	{
		title: '一双合脚的{shoe}',
		text: '孩子长得快，去年的鞋顶脚了。上体育课想要一双{shoe}，{size}码。',
		done: '带孩子去店里试了三双，挑了最跟脚的一双。',
		of: ['child', 'migrant'],
		costs: { 运动鞋: 199 },
		choices: { shoe: '跑步鞋/篮球鞋/球鞋', size: '34/36/38' }
	},
	{
		title: '一副老花镜',
		text: '药瓶上的字看不清，怕吃错。想配一副{kind}老花镜，顺便教我把每天的药分好。',
		done: '验光配好了眼镜，还贴了大字的服药表。',
		of: ['elder', 'livingAlone'],
		costs: { 老花镜: 160, 分药盒: 28 },
		choices: { kind: '轻一点的/不怕摔的/远近都能看的' }
	},
	{
		title: '冬天的一床{quilt}',
		text: '老房子透风，被子用了{y}年，硬了。想要一床{quilt}，天冷前铺上。',
		done: '{quilt}铺好了，窗缝也贴了密封条。',
		of: ['livingAlone', 'lowIncome', 'elder'],
		costs: { 被褥: 288 },
		choices: { quilt: '棉被/羊毛被/加厚被', y: '十多/二十多/十几' }
	},
	{
		title: '能听粤剧的{radio}',
		text: '眼睛不行了，耳朵还灵。想要一台按一下就响的{radio}，里面存几出《{opera}》。',
		done: '{radio}里存好了三十出戏，按键贴了凸点，一摸就知道。',
		of: ['livingAlone', 'elder', 'disabled'],
		costs: { 收音机: 178 },
		choices: { radio: '收音机/唱戏机', opera: '帝女花/荔枝颂/紫钗记' }
	},
	{
		title: '一台修好的{machine}',
		text: '家里{machine}坏了快{m}个月，手洗手搓手都裂了。修不好的话，想要一台旧的也行。',
		done: '师傅换了零件，试机两遍不漏水。',
		of: ['lowIncome', 'household', 'elder'],
		costs: { 配件: 145 },
		choices: { machine: '洗衣机/半自动洗衣机', m: '两/三' }
	},
	{
		title: '送外卖路上的{thing}',
		text: '跑单淋了好几回雨，想要一{thing}，结实耐穿的，站点几个工友也缺。',
		done: '爱心驿站发了下去，多备了两份给新来的工友。',
		of: ['outdoorWorker', 'migrant'],
		costs: { 防护用品: 320 },
		choices: { thing: '套反光雨衣/双防滑雨靴/顶透气头盔' }
	},
	{
		title: '环卫工人的{thing}',
		text: '凌晨四点出门扫街，想要{thing}，歇脚的时候能喝口热的。',
		done: '按班组人数备齐，名单由班长自己发。',
		of: ['outdoorWorker'],
		costs: { 保温用品: 360 },
		choices: { thing: '保温壶/一个保温饭盒/几副棉手套' }
	},
	{
		title: '一块防滑的{mat}',
		text: '浴室地砖一沾水就滑，上个月摔过一次。想铺一块{mat}，再装个洗澡凳。',
		done: '防滑垫铺好，洗澡凳试坐过，高度合适。',
		of: ['elder', 'livingAlone', 'disabled'],
		scene: 'bathroom',
		costs: { 防滑垫: 75, 洗澡凳: 128 },
		choices: { mat: '防滑垫/吸盘防滑垫/加厚防滑垫' }
	},
	{
		title: '一个会说话的{thing}',
		text: '视力残疾，量{what}看不见数字。想要一个会报数的{thing}。',
		done: '{thing}会用普通话和粤语报数，试了五遍都记得住。',
		of: ['disabled', 'elder'],
		costs: { 语音用品: 210 },
		choices: { thing: '血压计/体温计/电子秤', what: '身体/东西' }
	},
	{
		title: '给孙女一套{art}',
		text: '孙女喜欢画画，用的是断了的蜡笔。想给她一套{art}，她想把我们这条巷子画下来。',
		done: '画具送到，孩子回赠了一张画，挂在了中心。',
		of: ['elder', 'lowIncome'],
		scene: 'study',
		costs: { 画具: 135 },
		choices: { art: '水彩/彩色铅笔/油画棒和画纸' }
	},
	{
		title: '早产宝宝的奶粉和尿不湿',
		text: '孩子早产，夫妻俩都在附近打工，这两个月手头紧。想要几罐{milk}和一包尿不湿过渡一下。',
		done: '东西送到，社区医院也约好了免费的体检。',
		of: ['migrant', 'lowIncome'],
		costs: { 奶粉: 396, 尿不湿: 88 },
		choices: { milk: '早产儿奶粉/婴儿奶粉' }
	},
	{
		title: '过年的一副{couplet}和年花',
		text: '老伴走后头一个年，家里冷清。想要一副手写的{couplet}，一盆{flower}，有点年味。',
		done: '书画室的老师当面写的，花摆在了窗台上。',
		of: ['livingAlone', 'elder'],
		scene: 'garden',
		costs: { 年花: 68, 红纸: 15 },
		choices: { couplet: '春联/大红挥春', flower: '水仙/年桔/蝴蝶兰' }
	},
	{
		title: '换一个不漏气的{stove}',
		text: '{stove}用了十几年，打火要用火柴，怕漏气。想换一个会自动熄火的。',
		done: '燃气师傅换好并验了气密，旧的带走处理了。',
		of: ['elder', 'lowIncome', 'livingAlone'],
		scene: 'kitchen',
		costs: { 灶具: 399 },
		choices: { stove: '煤气灶/燃气灶' }
	},
	{
		title: '一只{pot}，炖得动汤',
		text: '牙口不好，只吃得下软的。想要一只{pot}，早上放进去，中午就能喝上汤。',
		done: '{pot}送到，一起煲了第一锅{soup}。',
		of: ['elder', 'livingAlone'],
		scene: 'kitchen',
		costs: { 炊具: 229 },
		choices: { pot: '电炖锅/小电压力锅', soup: '莲藕汤/西洋菜汤/粉葛汤' }
	}
];
