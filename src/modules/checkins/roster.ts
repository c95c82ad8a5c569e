import type { Issue } from '#kernel/errors.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName } from '#modules/people/index.ts';

const MOST = 200;

/** A pasted list: a line each, name and phone in whatever order, with spaces, commas or tabs between. Numbers and other words in front are left out. */
export function rosterIn(text: string): { people: { name: string; phone: string }[]; issues: Issue[] } {
	const people = new Map<string, { name: string; phone: string }>();
	const issues: Issue[] = [];
	const lines = text.split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }));
	for (const { line, number } of lines.filter(({ line }) => line !== '')) {
		const found = personIn(line);
		if ('wrong' in found) issues.push({ field: 'people', message: `第${number}行：${found.wrong}` });
		else people.set(`${found.phone} ${found.name}`, found);
	}
	if (people.size > MOST) issues.push({ field: 'people', message: `一次最多${MOST}人，请分几次来报` });
	return { people: [...people.values()], issues };
}

function personIn(line: string): { name: string; phone: string } | { wrong: string } {
	const [written = ''] = /(?:\+?86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)/.exec(line.normalize('NFKC')) ?? [];
	const phone = MobilePhone.safeParse(written);
	if (!phone.success) return { wrong: '没有看到11位手机号' };
	const rest = line.normalize('NFKC').replace(written, ' ');
	const words = rest.split(/[\s,，、;；|]+/).filter((word) => /[\p{L}\p{Co}]/u.test(word));
	// a name in letters has several words, a Chinese one is the first
	const text = words.every((word) => /^[\p{Script=Latin}.'-]+$/u.test(word)) ? words.join(' ') : (words[0] ?? '');
	const name = PersonName.safeParse(text.replace(/^\d+[.、)]?/, ''));
	return name.success ? { name: name.data, phone: phone.data } : { wrong: '没有看到姓名' };
}
