import {
	dayParts,
	freeTimesMask,
	memberKinds,
	weekdays,
	type FreeTime,
	type MemberKind
} from '#modules/directory/index.ts';
import { sameWords } from '#modules/sheets/index.ts';

/** 在职党员, 在职 → inService; undefined for a word nobody can be sure of. */
export function memberKindIn(text: string): MemberKind | undefined {
	const word = sameWords(text).replace(/(共产)?党员$/, '');
	return (Object.keys(memberKinds) as MemberKind[]).find((kind) => memberKinds[kind].replace(/党员$/, '') === word);
}

/** What people list: 水电维修、摄影. */
export const listed = (text: string): string[] => [
	...new Set(
		text
			.split(/[、,，;；/／\n]+/)
			.map((item) => item.trim())
			.filter((item) => item !== '')
	)
];

/** 周六上午、工作日晚上、周一至周三全天、周末 → a mask. Undefined when something in it is no such time. */
export function freeTimesInText(text: string): number | undefined {
	const times: FreeTime[] = [];
	for (const item of listed(text.replace(/\s+/g, '、'))) {
		const [all, days = '', rest = ''] = TIME.exec(item) ?? [];
		const [whichDays, whichParts] = [daysIn(days), PARTS[rest]];
		if (!all || !whichDays || !whichParts) return undefined;
		times.push(...whichDays.flatMap((weekday) => whichParts.map((part) => ({ weekday, part }))));
	}
	return freeTimesMask(times);
}

const TIME =
	/^(每天|天天|工作日|平时|周末|双休日|(?:周|星期|礼拜).+?)?(全天|整天|白天|早上|上午|下午|中午|晚上|夜间)?$/;
const WEEK = weekdays.map((_, day) => day);
const ALL_PARTS = dayParts.map((_, part) => part);
const PARTS: Readonly<Record<string, readonly number[]>> = {
	'': ALL_PARTS,
	全天: ALL_PARTS,
	整天: ALL_PARTS,
	白天: [0, 1],
	早上: [0],
	上午: [0],
	中午: [1],
	下午: [1],
	晚上: [2],
	夜间: [2]
};
const NAMES = '一二三四五六日';

function daysIn(text: string): readonly number[] | undefined {
	if (['', '每天', '天天'].includes(text)) return WEEK;
	if (['工作日', '平时'].includes(text)) return WEEK.slice(0, 5);
	if (['周末', '双休日'].includes(text)) return WEEK.slice(5);
	const named = text.replace(/周|星期|礼拜/g, '').replaceAll('天', '日');
	const [, from, to] = /^([一二三四五六日])[至到\-—~～]([一二三四五六日])$/.exec(named) ?? [];
	if (from && to) {
		const [first, last] = [NAMES.indexOf(from), NAMES.indexOf(to)];
		return first <= last ? WEEK.slice(first, last + 1) : undefined;
	}
	return /^[一二三四五六日]+$/.test(named) ? [...named].map((name) => NAMES.indexOf(name)) : undefined;
}
