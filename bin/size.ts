// Holds the build and the sources against their budgets, and prints the figures.
import { publicPages } from './lib/page-sizes.ts';
import { lengthAt, sourceLengths } from './lib/source-lengths.ts';
import { command, say, Trouble } from './lib/trouble.js';

/** For each public page, compressed. */
const SCRIPT_KB = 60;
const STYLE_KB = 30;
const MEDIAN_LINES = 80;
const MOST_LINES = 200;
const LONGEST_LINES = 300;

const inKb = (bytes: number): string => (bytes / 1024).toFixed(1);

await command(async () => {
	const excesses = [...(await checkPages()), ...checkSources()];
	if (excesses.length) throw new Trouble(`超出预算：\n${excesses.join('\n')}`);
});

async function checkPages(): Promise<string[]> {
	const pages = await publicPages();
	for (const { route, script, style } of pages) say(`${route}  脚本 ${inKb(script)} KB  样式 ${inKb(style)} KB`);
	say(`公开页面 ${pages.length} 个，每个的上限：脚本 ${SCRIPT_KB} KB，样式 ${STYLE_KB} KB（压缩后）`);
	return pages
		.filter(({ script, style }) => script > SCRIPT_KB * 1024 || style > STYLE_KB * 1024)
		.map(({ route, script, style }) => `页面 ${route}：脚本 ${inKb(script)} KB，样式 ${inKb(style)} KB`);
}

function checkSources(): string[] {
	const lengths = sourceLengths();
	const [median, most] = [lengthAt(lengths, 0.5), lengthAt(lengths, 0.9)];
	say(
		`源文件 ${lengths.length} 个：中位数 ${median} 行（上限 ${MEDIAN_LINES}），九成不超过 ${most} 行（上限 ${MOST_LINES}），最长 ${lengths[0]?.lines} 行（上限 ${LONGEST_LINES}）`
	);
	return [
		...(median > MEDIAN_LINES ? [`源文件的中位数是 ${median} 行`] : []),
		...(most > MOST_LINES ? [`一成以上的源文件超过 ${MOST_LINES} 行`] : []),
		...lengths.filter(({ lines }) => lines > LONGEST_LINES).map(({ file, lines }) => `${file} 有 ${lines} 行`)
	];
}
