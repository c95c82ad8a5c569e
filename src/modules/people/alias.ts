import { plainName } from './writing.ts';

/** How people are called when their name is not told. */
export const ALIAS_FORMS = ['爷爷', '奶奶', '叔叔', '阿姨', '先生', '女士', '同学', '街坊'] as const;
export type AliasForm = (typeof ALIAS_FORMS)[number];

/**
 * What the public sees instead of a name: 王芳 → 王阿姨, 欧阳小梅 → 欧阳阿姨. A name of several parts (阿卜杜拉·买买提) or in
 * letters has no surname in front: its first character and an ellipsis stand for it (阿…阿姨). Of a name of a single
 * character nothing is told: 某阿姨.
 */
export const aliasOf = (name: string, form: AliasForm): string => surnameOf(name) + form;

/** The part of a name that an alias may show. Never the whole name. */
export function surnameOf(name: string): string {
	const plain = plainName(name);
	const [first = '', ...rest] = plain;
	if (rest.length === 0) return '某';
	if (!/^[\p{Script=Han}\p{Co}]+$/u.test(plain)) return `${first}…`;
	const two = first + (rest[0] ?? '');
	return rest.length > 1 && COMPOUND.has(two) ? two : first;
}

/** Surnames of two characters, in simplified and in traditional writing. */
const COMPOUND = new Set(
	[
		'欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 宇文 长孙 端木 独孤 南宫 呼延 百里 东郭 西门 钟离 澹台',
		'公冶 宗政 濮阳 淳于 单于 太叔 申屠 轩辕 闾丘 鲜于 赫连 拓跋 万俟 闻人 仲孙 亓官 公羊 谷梁 段干 东门 梁丘 左丘 南门 微生',
		'羊舌 第五 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 歐陽 司馬 諸葛 東方 尉遲 公孫 長孫 獨孤 南宮 東郭 西門',
		'鍾離 澹臺 濮陽 單于 軒轅 閭丘 鮮于 赫連 萬俟 聞人 仲孫 東門 顓孫 巫馬 樂正'
	].flatMap((line) => line.split(' '))
);
