/** What the communities look for people for; fields and skills by their names in the centre's own lists. */
export interface PostData {
	title: string;
	field: string;
	text: string;
	place: string;
	skills?: readonly string[];
	/** Hours of the day, half-open. */
	hours: readonly [number, number];
	places: number;
}

export const posts: readonly PostData[] = [
	{
		title: '早高峰路口文明劝导',
		field: '文明出行',
		text: '在斑马线前提醒街坊等绿灯、不逆行，扶老人过马路。有红马甲和小旗，新来的有人带。',
		place: '雄镇大街路口',
		hours: [7, 9],
		places: 6
	},
	{
		title: '垃圾分类投放点值守',
		field: '垃圾分类',
		text: '晚上投放时间站在桶边，教大家怎么分，帮老人把厨余破袋。有手套，风雨天取消。',
		place: '水均社区投放点',
		hours: [18, 20],
		places: 4
	},
	{
		title: '楼道清理日',
		field: '环境整治',
		text: '把楼道里的旧纸箱、破单车搬下来。有推车，重的东西由工程队搬。',
		place: '共和苑片区三号楼前',
		hours: [9, 12],
		places: 10
	},
	{
		title: '社区卫生站排队引导',
		field: '疫情防控',
		text: '帮忙维持秩序，教老人家用手机预约。站着的时间比较长，请穿舒服的鞋。',
		place: '梅岭社区卫生服务中心',
		hours: [8, 11],
		places: 5
	},
	{
		title: '采样点信息登记',
		field: '核酸检测',
		text: '核对身份信息，录进系统。要会用电脑打字，先有半小时培训。',
		place: '杨箕社区广场',
		skills: ['电脑'],
		hours: [14, 17],
		places: 6
	},
	{
		title: '修小家电的下午',
		field: '便民服务',
		text: '给街坊修风扇、电饭煲、台灯。自带工具，零件由中心准备。',
		place: '党群服务中心一楼大厅',
		skills: ['水电维修'],
		hours: [14, 17],
		places: 3
	},
	{
		title: '陪独居老人聊聊天',
		field: '助老助残',
		text: '两个人一组上门坐坐，看看家里缺什么，回来告诉社工。请不要带贵重礼物。',
		place: '福今社区',
		hours: [15, 17],
		places: 4
	},
	{
		title: '周末课后辅导',
		field: '文化宣传',
		text: '陪孩子们写作业、读一本书。需要有耐心，每次两个小时。',
		place: '梅花村社区图书角',
		skills: ['教育辅导'],
		hours: [9, 11],
		places: 4
	}
];

export interface DemandData {
	title: string;
	field: string;
	text: string;
	skills?: readonly string[];
}

export const demands: readonly DemandData[] = [
	{
		title: '想请人教老人用智能手机',
		field: '便民服务',
		text: '每个月一次，二十来位老人，最好一对一。',
		skills: ['电脑']
	},
	{
		title: '三号楼楼道照明要检修',
		field: '便民服务',
		text: '有六层楼的声控灯不亮，需要懂电的人带我们一起看看。',
		skills: ['水电维修']
	},
	{ title: '暑期托管缺辅导老师', field: '文化宣传', text: '七八月每天上午，孩子三十人左右。', skills: ['教育辅导'] },
	{ title: '老人义诊', field: '助老助残', text: '量血压、测血糖、看看骨关节，一年两次。', skills: ['医护'] },
	{ title: '想听听物业纠纷怎么办', field: '便民服务', text: '业主们想请律师讲一讲，再一个一个答。', skills: ['法律'] },
	{ title: '投放点缺晚上的值守', field: '垃圾分类', text: '每天晚上两小时，现在只有保洁阿姨一个人。' },
	{ title: '路口早高峰缺人', field: '文明出行', text: '学校门口最乱，七点到八点半。' },
	{ title: '内街花基要重新种', field: '环境整治', text: '土已经备好，需要懂园艺的人和十来个帮手。' },
	{ title: '台风前要排查窗台花盆', field: '应急救援', text: '两百多户，最好一天里走完。' },
	{ title: '想办一场邻里音乐会', field: '文化宣传', text: '场地有了，缺会乐器的人和音响。', skills: ['文艺'] },
	{ title: '行动不便的老人要理发', field: '助老助残', text: '十二位，上门，每两个月一次。', skills: ['理发'] },
	{ title: '新来的街坊听不懂粤语', field: '便民服务', text: '办事的时候想有人帮忙说一说。', skills: ['翻译'] }
];

export interface ResourceData {
	title: string;
	field: string;
	kind: 'venue' | 'people' | 'goods' | 'service' | 'activity';
	text: string;
	skills?: readonly string[];
}

/** One after the other they belong to the organisations of the sample. */
export const resources: readonly ResourceData[] = [
	{ title: '周末可以借用的会议室', field: '文化宣传', kind: 'venue', text: '可坐四十人，有投影，提前三天说。' },
	{ title: '六名持证电工', field: '便民服务', kind: 'service', text: '每月可以来一个下午。', skills: ['水电维修'] },
	{ title: '义诊小队', field: '助老助残', kind: 'service', text: '全科、骨科、护士共五人。', skills: ['医护'] },
	{
		title: '法律咨询',
		field: '便民服务',
		kind: 'service',
		text: '两位律师，每季度一次，平时可以电话。',
		skills: ['法律']
	},
	{ title: '青年志愿队三十人', field: '文明出行', kind: 'people', text: '工作日早上七点到九点轮着来。' },
	{ title: '旧电脑二十台', field: '文化宣传', kind: 'goods', text: '检修过，能上网能打字。' },
	{ title: '绿化养护指导', field: '环境整治', kind: 'service', text: '可以出苗、出工具、出师傅。' },
	{ title: '合唱队', field: '文化宣传', kind: 'activity', text: '二十四人，可以演半个小时。', skills: ['文艺'] },
	{ title: '理发师三人', field: '助老助残', kind: 'service', text: '可以上门，自带工具。', skills: ['理发'] },
	{ title: '晚间值守队', field: '垃圾分类', kind: 'people', text: '党员十人，周一到周五轮流。' },
	{ title: '应急抢险队', field: '应急救援', kind: 'people', text: '抽水泵两台，队员十五人。' },
	{ title: '大学生辅导员', field: '文化宣传', kind: 'people', text: '暑期八人，周末四人。', skills: ['教育辅导'] }
];

/** What the leader called people for. */
export const calls = [
	{
		title: '清洁家园日',
		skill: '水电维修',
		task: '一起清理内街和楼道，把堆了很久的东西搬走。',
		field: '环境整治',
		hours: [9, 11],
		places: 40
	},
	{
		title: '台风来之前走一遍',
		skill: '驾驶',
		task: '挨家看看窗台上的花盆，提醒大家收好。',
		field: '应急救援',
		hours: [15, 18],
		places: 30
	}
] as const;
