import type { Template } from './template.ts';

/** 便民服务: a pair of hands for an hour or a day. */
export const service: readonly Template[] = [
	{
		title: '在家剪一次{hair}',
		text: '{why}，好久没有剪头了。想请会剪发的师傅上门，剪个{hair}，清清爽爽。',
		done: '师傅带了围布和推子，剪完还把地扫干净了，约好两个月后再来。',
		of: ['elder', 'disabled', 'livingAlone'],
		scene: 'haircut',
		choices: { hair: '短发/平头/齐耳的头发', why: '腿脚不便下不了楼/坐轮椅进不了理发店/刚出院不能久站' }
	},
	{
		title: '厕所门口的一盏{lamp}',
		text: '晚上要起来{n}次，摸黑走怕摔。想在床边和厕所门口装{lamp}，人一走就亮。',
		done: '装了两盏，夜里关灯试过，下床脚一沾地灯就亮。',
		of: ['elder', 'livingAlone'],
		scene: 'lamp',
		costs: { 感应灯: 86 },
		choices: { lamp: '感应灯/小夜灯', n: '两三/三四' }
	},
	{
		title: '教我用手机{what}',
		text: '孩子在外地，想自己学会用手机{what}。记性差，想请人慢慢教，{n}次也学不会不许笑。',
		done: '写了一张大字步骤贴在床头，走之前让老人独立做了三遍。',
		of: ['elder', 'livingAlone'],
		scene: 'phone',
		choices: { what: '视频通话/挂号看病/坐地铁扫码/交水电费', n: '三/五/教两' }
	},
	{
		title: '马桶旁边装{bar}',
		text: '坐下去就起不来，要抓着水管使劲。想在马桶旁装{bar}，能扶着自己站起来。',
		done: '打了膨胀螺丝，两个人吊着试过，很稳。',
		of: ['elder', 'disabled'],
		scene: 'bathroom',
		costs: { 扶手: 130, 辅料: 25 },
		choices: { bar: '一根扶手/一副可以翻起来的扶手' }
	},
	{
		title: '{day}陪我去一趟医院',
		text: '约了{day}的{dept}，医院大，分不清楼。想有人陪着走一趟，帮我听医生说什么。',
		done: '陪着挂号、取药，医嘱写成大字交给了老人和女儿。',
		of: ['livingAlone', 'elder', 'disabled'],
		choices: { day: '周三/下周一/周五/月底', dept: '眼科/骨科/心内科/复查' }
	},
	{
		title: '把{thing}修一修',
		text: '家里的{thing}坏了，找过两家都嫌活小不来。想请会修的人看一眼，要买零件我自己出。',
		done: '{thing}修好了，检查了旁边的线路和水管，没有别的毛病。',
		of: ['household', 'elder', 'livingAlone'],
		costs: { 零件: 35 },
		choices: { thing: '水龙头/门锁/纱窗/抽油烟机/马桶水箱' }
	},
	{
		title: '搬一次{thing}',
		text: '想把{thing}从{from}搬出来，我们两个老的抬不动，半小时的活。',
		done: '四个人二十分钟搬好，放的位置也试过不挡路。',
		of: ['elder', 'livingAlone', 'household'],
		choices: { thing: '旧衣柜/旧沙发/一张木床', from: '里屋/二楼/阳台' }
	},
	{
		title: '电线理一理，插座换一换',
		text: '插座发烫，电线挂在墙上像蜘蛛网。想请电工来看看，{n}个插座该换的换掉。',
		done: '换了插座和空气开关，线进了线槽，教会了老人怎么跳闸复位。',
		of: ['elder', 'livingAlone', 'lowIncome'],
		scene: 'kitchen',
		costs: { 插座: 96, 空气开关: 58, 线槽: 42 },
		choices: { n: '三/四/五' }
	},
	{
		title: '擦一次{what}',
		text: '手举不起来，{what}有{y}没擦过了，望出去都是灰的。想请人帮忙擦一次。',
		done: '里外都擦了，窗户推起来也顺了。',
		of: ['elder', 'livingAlone', 'disabled'],
		choices: { what: '玻璃窗/吊扇和窗户/厨房的高柜', y: '大半年/两年/一年多' }
	},
	{
		title: '给我拍一张{photo}',
		text: '结婚{y}年，没有一张像样的合影。想在家里拍一张{photo}，摆在柜子上。',
		done: '带了布景和灯，拍了十几张，洗了两张放大的送来。',
		of: ['elder', 'household'],
		costs: { 冲印相框: 90 },
		choices: { photo: '合影/金婚照/全家福', y: '五十/四十/三十八' }
	},
	{
		title: '补一补{subject}',
		text: '孩子{subject}跟不上，我们下班晚，也不会教。想请一位老师或大学生，周末讲一两个小时。',
		done: '一共讲了六次，孩子自己说“听得懂了”。',
		of: ['child', 'migrant', 'lowIncome'],
		scene: 'study',
		choices: { subject: '数学/英语/作文/物理' }
	},
	{
		title: '帮我写一封信给{who}',
		text: '有些话电话里说不出口，手抖写不了字。想请人听我说，写一封信给{who}。',
		done: '写了三页，念给老人听了两遍，寄的是挂号信。',
		of: ['livingAlone', 'elder'],
		choices: { who: '老战友/在外地的妹妹/从前的学生/四十年没见的工友' }
	},
	{
		title: '问一问{law}',
		text: '遇到{law}的事，不知道该找谁。想请懂法律的人坐下来讲讲，该准备什么材料。',
		done: '律师谈了一个小时，列了材料清单，需要时陪去窗口。',
		of: ['migrant', 'household', 'outdoorWorker'],
		choices: { law: '欠薪/租房押金/工伤认定/遗产过户' }
	},
	{
		title: '{pet}的一次照看',
		text: '要住院{n}天，家里的{pet}没有人喂。想请邻近的人每天来看一眼。',
		done: '邻居和志愿者轮流来，每天发一张照片到病房。',
		of: ['livingAlone', 'household'],
		choices: { pet: '老猫/小狗/一缸鱼/两只鹦鹉', n: '五/七/十' }
	},
	{
		title: '通一通{drain}',
		text: '{drain}堵了，一下水就往上冒，自己弄了两天没用。',
		done: '用机器通开了，换了防臭地漏，水下得很快。',
		of: ['elder', 'household', 'lowIncome'],
		scene: 'bathroom',
		costs: { 地漏: 32 },
		choices: { drain: '厨房下水/厕所地漏/洗手盆' }
	},
	{
		title: '陪我下一盘{chess}',
		text: '从前的棋友走的走、搬的搬。想有人每周来一次，陪我下一盘{chess}，输赢都好。',
		done: '已经下了四盘，三比一，老人领先。',
		of: ['livingAlone', 'elder'],
		choices: { chess: '象棋/围棋' }
	},
	{
		title: '轮椅过不去的那道{sill}',
		text: '家门口有一道{sill}，轮椅每次都要两个人抬。想垫一个小斜坡，自己就能出去。',
		done: '做了一个可以拿走的木斜坡，推着进出了五次都顺。',
		of: ['disabled', 'elder'],
		scene: 'wheelchair',
		costs: { 防腐木: 165, 防滑条: 24 },
		choices: { sill: '门槛/高台阶/石阶' }
	},
	{
		title: '把{old}搬进手机里',
		text: '{old}快要看不清了。想请年轻人帮忙扫描存好，孙辈也能看见。',
		done: '扫了八十多张，存进手机和一个优盘，顺便听了半天故事。',
		of: ['elder', 'livingAlone'],
		scene: 'phone',
		costs: { 优盘: 45 },
		choices: { old: '老照片/一本旧相册/父亲的手稿' }
	},
	{
		title: '晾衣绳降低一点',
		text: '阳台的晾衣杆太高，要踩凳子。想换成{kind}，坐着也能晾。',
		done: '装好调到了合适的高度，承重试过二十斤。',
		of: ['elder', 'disabled', 'livingAlone'],
		costs: { 晾衣架: 198 },
		choices: { kind: '手摇升降的/可以拉下来的' }
	},
	{
		title: '学说几句{lang}',
		text: '来这里带孙子，买菜听不懂、问路不敢开口。想有人教几句{lang}，能和邻居聊天。',
		done: '在中心开了个小班，四位阿婆一起学，已经敢自己去买菜。',
		of: ['migrant', 'elder'],
		choices: { lang: '粤语/普通话' }
	},
	{
		title: '孩子放学后的{n}点半',
		text: '下班要六点多，孩子{n}点半放学在门口等。想有个地方让他写作业，等我来接。',
		done: '安排进了中心的自习角，有人签到、有人接。',
		of: ['migrant', 'child'],
		scene: 'books',
		choices: { n: '四/三' }
	},
	{
		title: '教我给{who}做一顿{meal}',
		text: '老伴以前做饭，现在轮到我了。想学做几样{meal}，做给{who}吃。',
		done: '上门教了两次，三菜一汤都做成了。',
		of: ['elder', 'household'],
		scene: 'kitchen',
		choices: { who: '老伴/孙子/来看我的老同事', meal: '家常菜/软和的菜/过节的菜' }
	}
];
