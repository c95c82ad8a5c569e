import type { Template } from './template.ts';

/** 微项目: small works with a budget, carried by organisations. What they cost is in yuan, and adds up to the published sum. */
export interface Project extends Template {
	community: string;
	costs: Readonly<Record<string, number>>;
}

/** The wish that the published report tells: everything but the amounts is its own words. */
export const example: Project = {
	title: '蹲厕改座厕，电线、墙面、厨房天花一起修',
	text: '一个人住，蹲厕起不来，电线老化，墙皮和厨房天花都在掉。想把蹲厕改成座厕，电线升级，墙面粉刷，厨房天花改一改。',
	done: '座厕装好，电线全部换新，墙刷白了，厨房吊了防潮天花。老人说像搬了新家。',
	of: ['livingAlone'],
	community: '水均社区',
	scene: 'bathroom',
	costs: { 座厕: 980, 电线和空气开关: 1260, 墙面粉刷: 1050, 厨房天花: 980, 人工: 1800 }
};

export const projects2021: readonly Project[] = [
	example,
	{
		title: '六层旧楼的楼梯扶手',
		text: '楼里多半是老人，扶手锈断了几截。想从一楼到六楼换成摸着不凉的木扶手。',
		done: '全楼扶手换完，转角处加了夜光条。',
		of: ['public', 'elder'],
		community: '杨箕社区',
		scene: 'handrail',
		costs: { 木扶手: 2680, 支架: 960, 人工: 1500 }
	},
	{
		title: '共享的轮椅和助行器角',
		text: '临时要用轮椅的人家不少，买一辆又放不下。想在居委会设一个借用角，登记就能借。',
		done: '三辆轮椅、四副助行架上架，借还本挂在门后。',
		of: ['public', 'elder', 'disabled'],
		community: '杨箕社区',
		scene: 'wheelchair',
		costs: { 轮椅: 2040, 助行架: 632, 货架: 380 }
	},
	{
		title: '架空层的街坊书屋',
		text: '架空层堆着杂物。想清出来，做一间孩子放学能坐下来看书的书屋。',
		done: '清走了两车杂物，书架、桌椅、灯都齐了，每天有值班的街坊。',
		of: ['public', 'child'],
		community: '共和苑社区',
		scene: 'books',
		costs: { 书架: 1460, 桌椅: 1720, 灯具: 540, 图书: 1200.6 }
	},
	{
		title: '巷口三盏路灯',
		text: '从公交站到巷尾一段没有路灯，晚归的人打着手机照路。想装三盏太阳能路灯。',
		done: '路灯装好，供电所来看过接地，入夜自动亮。',
		of: ['public', 'outdoorWorker'],
		community: '梅花村社区',
		scene: 'stairs',
		costs: { 太阳能路灯: 2850, 基础施工: 900 }
	},
	{
		title: '天井变成小花园',
		text: '天井长年堆垃圾，蚊子多。想清理干净，种些好养的花，砌一圈能坐的矮墙。',
		done: '清了三天，花是各家一起种的，浇水表排到了年底。',
		of: ['public'],
		community: '水均社区',
		scene: 'garden',
		costs: { 清运: 800, 砖石: 1050, 花苗花土: 960, 人工: 1200 }
	},
	{
		title: '小区门口的无障碍坡道',
		text: '门口三级台阶，轮椅和婴儿车都靠抬。想做一段坡道，加一侧扶手。',
		done: '坡度量过符合要求，轮椅一个人能推上去。',
		of: ['public', 'disabled'],
		community: '杨箕社区',
		scene: 'wheelchair',
		costs: { 混凝土: 1180, 防滑砖: 890, 扶手: 1360, 人工: 1300 }
	},
	{
		title: '电动车集中充电棚',
		text: '有人从楼上拉线充电，大家睡不踏实。想搭一个棚，装上会自动断电的充电桩。',
		done: '十二个充电位启用，楼道里的飞线全部拆了。',
		of: ['public'],
		community: '福今社区',
		scene: 'yard',
		costs: { 棚架: 2000, 充电设备: 1980, 灭火器: 320 }
	},
	{
		title: '独居长者家的烟感报警器',
		text: '社区里二十户独居长者，做饭常忘关火。想每户装一个会响、也会发消息的烟感。',
		done: '二十户全部装完，和网格员的手机连上，试响都听得见。',
		of: ['livingAlone', 'public'],
		community: '中山一社区',
		scene: 'kitchen',
		costs: { 烟感报警器: 2980, 安装: 600 }
	},
	{
		title: '楼道墙面一次刷白',
		text: '小广告铲了又贴，墙皮也掉。想两个单元的楼道一起刷白，留一面给孩子画。',
		done: '两个单元刷完，孩子画的是龙舟和木棉。',
		of: ['public', 'child'],
		community: '水均社区',
		scene: 'stairs',
		costs: { 乳胶漆: 1640, 腻子: 420, 人工: 1400 }
	},
	{
		title: '骑手驿站的饮水和充电',
		text: '跑单间隙想有个地方喝口热水、充会儿电。想在驿站加饮水机、微波炉和充电柜。',
		done: '三样设备都用上了，中午最多坐了二十多人。',
		of: ['outdoorWorker', 'public'],
		community: '杨箕社区',
		scene: 'fan',
		costs: { 饮水机: 1480, 微波炉: 499, 充电柜: 1250 }
	},
	{
		title: '儿童乐园换一块软地面',
		text: '滑梯下面的地垫破了，露出水泥。孩子摔过，想换成整块的软地面。',
		done: '旧垫清走，新地面铺完，边角没有翘起。',
		of: ['child', 'public'],
		community: '共和苑社区',
		scene: 'yard',
		costs: { 软地面材料: 3060, 施工: 1600 }
	},
	{
		title: '长者饭堂的送餐保温车',
		text: '饭堂送餐靠自行车，冬天送到就凉了。想添一辆带保温箱的三轮车。',
		done: '保温车上路，六十份饭到家还是热的。',
		of: ['elder', 'public'],
		community: '梅花村社区',
		scene: 'rice',
		costs: { 保温三轮车: 3580, 保温箱: 560 }
	},
	{
		title: '化粪池边的排水沟',
		text: '每年雨季沟水倒灌，一楼几户苦不堪言。想清淤、换盖板，把坡度做顺。',
		done: '清淤换板完成，九月两场暴雨没有倒灌。',
		of: ['public', 'household'],
		community: '福今社区',
		scene: 'yard',
		costs: { 清淤: 1200, 盖板: 1680, 人工: 950 }
	},
	{
		title: '三户困难家庭的厨房改造',
		text: '三户人家厨房漏雨、灶台开裂。想一起修，材料一起买能省一些。',
		done: '三户同时开工，十天完工，灶台都加高了五厘米。',
		of: ['lowIncome'],
		community: '中山一社区',
		scene: 'kitchen',
		costs: { 防水材料: 1150, 台面和灶具: 2460, 人工: 1500 }
	},
	{
		title: '社区的一面公告墙',
		text: '通知、议事、失物招领都没有地方贴。想在榕树下做一面遮雨的公告墙。',
		done: '公告墙立好，高低两排，孩子和坐轮椅的都看得见。',
		of: ['public'],
		community: '梅花村社区',
		scene: 'board',
		costs: { 公告墙: 2180, 安装: 450 }
	},
	{
		title: '榕树下的六张长椅',
		text: '榕树下天天坐满人，凳子是各家淘汰的。想换六张结实的长椅，中间放一张棋桌。',
		done: '六张长椅和一张棋桌就位，棋局从下午一点开到天黑。',
		of: ['public', 'elder'],
		community: '水均社区',
		scene: 'bench',
		costs: { 长椅: 2580, 石棋桌: 890, 安装: 360 }
	},
	{
		title: '来穗孩子的假期自习室',
		text: '暑假父母上班，孩子锁在家里。想开一间有空调、有人看的自习室。',
		done: '暑假开了四十天，一共来了五十六个孩子。',
		of: ['migrant', 'child'],
		community: '杨箕社区',
		scene: 'study',
		costs: { 桌椅: 1980, 空调: 2199, 文具: 420 }
	},
	{
		title: '十户卫生间的安全扶手',
		text: '摔跤多半在卫生间。想给十户高龄长者装扶手、铺防滑垫、换感应灯。',
		done: '十户装完，每户都由康复师看过高度。',
		of: ['elder', 'livingAlone'],
		community: '杨箕社区',
		scene: 'bathroom',
		costs: { 扶手: 1460, 防滑垫: 520, 感应灯: 480, 人工: 1500 }
	},
	{
		title: '旧水管换新，先换公共的一段',
		text: '公共水管锈得厉害，放出来先是黄水。想先把一楼到天台的立管换掉。',
		done: '立管换完，水质送检合格，停水只用了一个上午。',
		of: ['public'],
		community: '共和苑社区',
		scene: 'kitchen',
		costs: { 水管: 1920, 阀门: 480, 人工: 1600 }
	},
	{
		title: '文体室的旧音响换一套',
		text: '粤剧社的音响一开就啸叫。想换一套小的，排练、讲古都用得上。',
		done: '新音响调试好，第一场讲古就坐满了。',
		of: ['public', 'elder'],
		community: '梅花村社区',
		scene: 'fan',
		costs: { 音响: 2780, 话筒: 560 }
	},
	{
		title: '消防通道的地面标线',
		text: '消防通道年年说年年堵。想重新划线，立桩，加几块看得懂的牌子。',
		done: '标线和立桩完成，救护车试开一次，畅通。',
		of: ['public'],
		community: '中山一社区',
		scene: 'yard',
		costs: { 标线: 1280, 立桩: 960, 标牌: 380 }
	},
	{
		title: '屋顶的一处漏水',
		text: '顶楼四户一下雨就接盆。想请专业队把天台那片防水重做一遍。',
		done: '天台蓄水两天没有渗，四户都来看过。',
		of: ['public', 'household'],
		community: '福今社区',
		scene: 'kitchen',
		costs: { 防水卷材: 2360, 人工: 1480 }
	},
	{
		title: '聋人街坊的闪光门铃',
		text: '八户听障街坊听不见敲门。想装按下会闪光的门铃，再教大家几句手语。',
		done: '八户门铃装好，手语班开了三节课。',
		of: ['disabled'],
		community: '共和苑社区',
		scene: 'lamp',
		costs: { 闪光门铃: 1640, 教材: 260 }
	},
	{
		title: '暖心角的应急药箱和血压计',
		text: '头晕心慌想量个血压，要走到医院。想在社区设一个角，有血压计和应急药箱。',
		done: '药箱由卫生服务中心定期检查，血压本一人一页。',
		of: ['public', 'elder'],
		community: '水均社区',
		scene: 'board',
		costs: { 血压计: 1180, 药箱: 680, 桌椅: 590 }
	}
];
