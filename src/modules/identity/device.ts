/** What kind of device a browser says it is, in words that its owner recognises. */
export const deviceWords = (userAgent: string): string => {
	const words = [named(BROWSERS, userAgent), named(DEVICES, userAgent)].filter((word) => word !== undefined);
	return words.length > 0 ? words.join('，') : '其他设备';
};

type Table = readonly (readonly [pattern: RegExp, word: string])[];

const BROWSERS: Table = [
	[/MicroMessenger/, '微信'],
	[/DingTalk/, '钉钉'],
	[/HuaweiBrowser/, '华为浏览器'],
	[/MiuiBrowser/, '小米浏览器'],
	[/MQQBrowser|QQBrowser/, 'QQ浏览器'],
	[/Edg(e|A|iOS)?\//, 'Edge 浏览器'],
	[/Firefox|FxiOS/, '火狐浏览器'],
	[/Chrome|CriOS/, 'Chrome 浏览器'],
	[/Safari/, 'Safari 浏览器']
];

const DEVICES: Table = [
	[/iPad|Tablet/, '平板'],
	[/iPhone|Mobile/, '手机'],
	[/Android/, '平板'],
	[/Windows/, 'Windows 电脑'],
	[/Macintosh/, '苹果电脑'],
	[/Linux|X11/, 'Linux 电脑']
];

const named = (table: Table, userAgent: string): string | undefined =>
	table.find(([pattern]) => pattern.test(userAgent))?.[1];
