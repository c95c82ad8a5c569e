export const detailKinds = ['姓名', '电话', '证件号码', '银行卡', '车牌', '住址', '邮箱', '微信、QQ'] as const;
export type DetailKind = (typeof detailKinds)[number];

type Patterns = readonly (readonly [DetailKind, RegExp])[];

/** Written between the digits of a number. */
const GAP = String.raw`[\s\-–—.·_*]{0,3}`;
const HANZI_DIGIT = '[零〇一二三四五六七八九幺]';

/** A house, not a day of a month; then a room: by its word, or by three or four digits that count nothing. */
const HOUSE = String.raw`[\p{Script=Han}\d]{0,12}(?:(?<!月|\d)\d{1,4}|(?<![A-Z])[A-Z]\d?|(?<=[\p{Script=Han}])[一二三四五六七八九十]{1,3})(?:号|栋|幢|座)(?:之[一二三四五六七八九十\d]+)?楼?`;
const ROOM = String.raw`[\p{Script=Han}\d-]{0,8}?(?:\d{1,4}|${HANZI_DIGIT}{3,4})(?:室|房(?![间子屋东租产]))`;
const DIGITS = String.raw`(?:[东西南北甲乙丙丁]?(?:座|梯|单元)|\d{1,2}(?:单元|梯|楼|层))?[- ]?\d{3,4}(?!\d|\s*[元块斤件个位人本盏米年])`;
/** A floor or a stairway, then a room by its word. */
const FLAT = String.raw`\d{1,2}(?:单元|梯|楼|层)[- ]?\d{3,4}(?:室|房(?![间子屋东租产]))`;

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE_END = '[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9港澳学警挂]';

/** Personal by their form, whatever stands around them. The first kind counts where two would fit. */
export const formed: Patterns = [
	['证件号码', /(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dXx])/g],
	['电话', new RegExp(String.raw`(?<!\d)(?:\+?86${GAP})?1${GAP}[3-9](?:${GAP}\d){9}(?!\d)`, 'g')],
	[
		'电话',
		new RegExp(`(?<!${HANZI_DIGIT})[一幺]${GAP}[三四五六七八九](?:${GAP}${HANZI_DIGIT}){9}(?!${HANZI_DIGIT})`, 'g')
	],
	['电话', /(?<!\d)\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}(?!\d)/g],
	['银行卡', /(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/g],
	['证件号码', /(?<!\d)[1-6]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g],
	['证件号码', /(?<![A-Za-z\d])[CEGHMPS][A-Z]?\d{8}(?:\d{2})?(?!\d)/g],
	['车牌', new RegExp(`[${PROVINCES}新][A-Z][·•.\\- ]?${PLATE_END}`, 'g')],
	['车牌', new RegExp(`[${PROVINCES}][a-z][·•.\\- ]?(?=[a-z]{0,3}\\d{3}|\\d[a-z]?\\d{3})[a-z0-9]{5,6}`, 'g')],
	['邮箱', /[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g],
	[
		'微信、QQ',
		/(?:微信|薇信|V信|wechat|weixin|vx|wx|qq|扣扣)(?:号码|号|群)?(?:是|为|加)?[:\s]{0,3}(?<it>[a-z][\w-]{4,19}|\d{5,11})(?![\w@])/gi
	],
	['住址', new RegExp(`${HOUSE}(?:${ROOM}|${DIGITS})`, 'gu')],
	['住址', new RegExp(FLAT, 'gu')]
];

const SURNAME =
	'(?:欧阳|司徒|上官|诸葛|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻柏苏潘葛范彭郎鲁韦马苗凤方任袁柳唐费岑薛雷贺倪汤罗郝安傅卞康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项祝董梁杜阮闵季贾江郭梅林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房丁邓洪石崔龚程裴陆翁甄储靳段侯全班仇宁刘叶司黎薄印白蒲邰赖卓池谭劳申冉桑桂边游简区邝冼植麦关招温庄])';
const TITLE =
	'(?:先生|女士|小姐|太太|阿姨|叔叔|伯伯|大爷|大妈|大娘|奶奶|爷爷|婆婆|公公|同志|师傅|老师|医生|主任|同学|小朋友)';
/** What stands between a surname of one’s own making and a title in a common sentence, and is no given name. */
const NO_NAME = '[的了请想给找和跟帮让是在有来去到要把被做看问等一位个名几各家每]';

/** They look like it; whoever publishes judges. */
export const likely: Patterns = [
	[
		'姓名',
		new RegExp(
			`(?<!\\p{Script=Han})${SURNAME}(?!${NO_NAME})\\p{Script=Han}(?:(?!${NO_NAME})\\p{Script=Han})?(?=${TITLE})`,
			'gu'
		)
	],
	[
		'姓名',
		new RegExp(
			`(?:我叫|我是|名叫|姓名|名字叫|名字是|联系人|收件人|找)[:是 ]{0,2}(?<it>${SURNAME}(?!${NO_NAME})\\p{Script=Han}{1,2})(?=$|[^\\p{Script=Han}]|${TITLE}|[的住家在电手今])`,
			'gu'
		)
	],
	['电话', /(?<![\d-])(?!20[0-3]\d(?:0[1-9]|1[0-2]))[2-8]\d{3}[- ]?\d{4}(?![\d-]|\s*[元块])/g],
	[
		'住址',
		/\p{Script=Han}{1,8}(?:路|街|巷|里|坊|大道|胡同|弄|村|苑|花园|小区|新村|大院)(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:号|栋|幢)(?:大院|之[一二三四五六七八九十\d]+)?/gu
	],
	['住址', /(?<![\d月第])\d{1,3}(?:栋|幢)(?:\d{1,2}(?:单元|梯))?/g]
];
