/** Names nobody in particular has: a surname and a given name are put together by chance. */
const common = '陈李黄张梁林刘何吴罗郑杨周叶苏';
const rarer = '曾谢邓许冯蔡潘钟彭余卢胡郭邱麦温江区莫关龙姚邝伍唐方廖简崔岑游甘黎严';

/** The common ones are three times as frequent. */
export const surnames = [...common, ...common, ...common, ...rarer, '欧阳', '司徒'];

export const elderNames = [
	...[
		'秀英',
		'桂兰',
		'玉珍',
		'惠芳',
		'凤仪',
		'丽娟',
		'淑贞',
		'金莲',
		'月好',
		'少芬',
		'翠屏',
		'婉仪',
		'顺意',
		'瑞莲',
		'佩珊'
	],
	...[
		'国强',
		'志明',
		'伟雄',
		'锦泉',
		'炳坤',
		'树森',
		'汉荣',
		'耀祖',
		'润生',
		'景新',
		'启光',
		'福来',
		'庆余',
		'兆基',
		'沛霖'
	]
];

export const youngNames = [
	...[
		'晓彤',
		'嘉欣',
		'思颖',
		'雅雯',
		'静怡',
		'婷',
		'倩',
		'诗韵',
		'若兰',
		'芷晴',
		'敏仪',
		'海燕',
		'春燕',
		'雪梅',
		'咏诗'
	],
	...[
		'俊杰',
		'家豪',
		'志远',
		'文轩',
		'浩然',
		'子健',
		'伟',
		'军',
		'国栋',
		'嘉明',
		'海涛',
		'建华',
		'泽宇',
		'启航',
		'永强'
	]
];

/** The first half of each list are names of women. */
export const isWoman = (given: string): boolean =>
	elderNames.slice(0, 15).includes(given) || youngNames.slice(0, 15).includes(given);

/** Streets that exist nowhere. */
export const streets = [
	'梅香里',
	'榕荫巷',
	'木棉横街',
	'水月坊',
	'芳草直街',
	'荔湾里',
	'竹丝巷',
	'紫荆横路',
	'永善里',
	'和乐坊'
];
