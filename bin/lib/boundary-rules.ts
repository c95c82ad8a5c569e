import type { IFlattenedRuleSet, IForbiddenRuleType } from 'dependency-cruiser';

/** Module → the modules whose doors it may use: architecture.json. */
export type Architecture = Record<string, readonly string[]>;

const ours = '^(src|bin|samples|bench|tests)/.*\\.(ts|js|svelte)$';
const anyDoor = '^src/modules/[^/]+/(index|server)\\.ts$';
const view = '^src/modules/[^/]+/[A-Z]\\w*\\.svelte$';
const composition = '^src/(?!(kernel|ui|modules|routes)/)';
const base = ['^src/kernel/', '^src/ui/', '^src/env\\.ts$'];
const test = '\\.test\\.ts$';
const doorsOf = (module: string) => `^src/modules/${module}/(index|server)\\.ts$`;

/** What the architecture allows, as rules of dependency-cruiser. Each comment is the sentence for who breaks it. */
export function boundaryRules(architecture: Architecture): IFlattenedRuleSet {
	return { forbidden: [...layers, ...Object.entries(architecture).map(moduleRule)] };
}

const allow = (name: string, from: string, to: string[], comment: string): IForbiddenRuleType => ({
	name,
	severity: 'error',
	comment,
	from: { path: from, pathNot: test },
	to: { path: ours, pathNot: to }
});

const moduleRule = ([module, granted]: [string, readonly string[]]): IForbiddenRuleType =>
	allow(
		`module-${module}`,
		`^src/modules/${module}/`,
		[`^src/modules/${module}/`, ...base, ...granted.map(doorsOf)],
		`模块 ${module} 只能用 kernel、ui 和这些模块的门（index.ts、server.ts）：${granted.join('、') || '没有'}。要用别的模块，先写进 architecture.json。`
	);

const layers: IForbiddenRuleType[] = [
	allow(
		'kernel',
		'^src/kernel/(?!(db|secrets)\\.ts$)',
		['^src/kernel/'],
		'kernel 不能用我们的别的代码，环境变量（#env）也只有 db.ts 和 secrets.ts 能读。'
	),
	allow(
		'kernel-env',
		'^src/kernel/(db|secrets)\\.ts$',
		['^src/kernel/', '^src/env\\.ts$'],
		'kernel 不能用我们的别的代码。'
	),
	allow('env', '^src/env\\.ts$', [], 'src/env.ts 不能用我们的别的代码。'),
	allow('ui', '^src/ui/', ['^src/ui/', '^src/kernel/'], 'ui 只能用 kernel 和 ui。'),
	allow(
		'routes',
		'^src/routes/',
		['^src/routes/', anyDoor, view, ...base],
		'页面只能用各模块的门（index.ts、server.ts）和视图、kernel、ui，以及别的页面文件。'
	),
	allow(
		'composition',
		'^src/(?!(kernel|ui|modules|routes)/|env\\.ts)',
		[composition, anyDoor, ...base],
		'组合各模块的文件（server、worker、hooks、subscriptions、http）只能用各模块的门、kernel 和 ui。'
	),
	{
		name: 'outside',
		severity: 'error',
		comment: 'src 外面的代码只能用各模块的门、组合各模块的文件和 kernel。',
		from: { path: '^(bin|samples|bench|tests)/' },
		to: { path: ours, pathNot: ['^(bin|samples|bench|tests)/', anyDoor, composition, '^src/kernel/'] }
	},
	{
		name: 'tests',
		severity: 'error',
		comment: '测试只能用自己那个文件夹的文件、各模块的门、kernel、ui 和 tests/support。',
		from: { path: `^src/(modules/[^/]+|[^/]+)/.*${test}` },
		to: { path: ours, pathNot: ['^src/$1/', '^tests/', '^bin/', anyDoor, composition, ...base] }
	},
	{ name: 'tests-are-ends', severity: 'error', comment: '谁也不能用测试文件。', from: {}, to: { path: test } },
	{ name: 'cycle', severity: 'error', comment: '循环引用。', from: {}, to: { circular: true } }
];

/** Files that the browser gets too must not load these, over however many steps. A type may come from anywhere. */
export const browserRules: IFlattenedRuleSet = {
	forbidden: [
		{
			name: 'browser-safe',
			severity: 'error',
			comment: '浏览器也会用到的文件（index、lifecycle、policy、forms）不能牵出服务器代码。',
			from: { path: '^src/modules/[^/]+/(index|lifecycle|policy|forms)\\.ts$' },
			to: {
				path: '(\\.server\\.ts|/server\\.ts|^src/kernel/(db|command|secrets)\\.ts|^src/env\\.ts)$',
				reachable: true
			}
		}
	]
};
