import type { Outcome } from './rules.ts';
import { table, type Access } from './table.ts';
import { actorFor, visitorNames, visitors } from './visitors.ts';

const signs: Record<Outcome, string> = { yes: '✓', signIn: '登录', no: '✗', hidden: '·', over: '409' };

/** The text of docs/ACCESS.md: for everything that can be asked for, what comes of it for everybody who may come. */
export const accessPage = (rows: readonly Access[] = table): string =>
	[
		'# 谁可以做什么',
		'本页由 `npm run generate` 从各模块的权限规则（`policy.ts`、`lifecycle.ts`）和 `bin/lib/access/table.ts` 生成，请不要直接修改。' +
			'浏览器测试 `tests/e2e/access.spec.ts` 用每一种身份真的问一遍，回答和这里不一样就不通过；表里缺了一个地址，测试也不通过。',
		'✓ 可以 · `登录` 先要登录（401）· ✗ 这个身份不可以（403）· “·” 不让知道有没有（404）。',
		'“心愿人”“认领人”对别的心愿来说，就是“别的居民”“党员”。心愿的每一步，都在它刚好能办的状态下问；状态不对时回答 409。',
		'管理员没有设置两步验证以前，什么都不能做，只能去设置。',
		...[...Map.groupBy(rows, ({ part }) => part)].map(([part, entries]) => chapter(part, entries))
	].join('\n\n') + '\n';

const chapter = (part: string, entries: readonly Access[]): string =>
	[
		`## ${part}`,
		[
			`| 地址 | ${visitorNames.map((name) => visitors[name].label).join(' | ')} | 规则 |`,
			`| --- | ${visitorNames.map(() => ':-:').join(' | ')} | --- |`,
			...entries.map(row)
		].join('\n')
	].join('\n\n');

const row = ({ ask, rule }: Access): string =>
	`| \`${ask}\` | ${visitorNames.map((name) => signs[rule.of(actorFor(name))]).join(' | ')} | ${rule.words} |`;
