import { actionsOf, diagram, statesOf, type Lifecycle, type Limit } from '#kernel/lifecycle.ts';

/** A lifecycle whose names are not known to the types. */
type AnyLifecycle = Lifecycle<string, string, string>;

export interface ModuleLifecycle {
	/** The folder of the module. */
	module: string;
	lifecycle: AnyLifecycle;
}

/** Whether a value that a module exports is a lifecycle. */
export const isLifecycle = (value: unknown): value is AnyLifecycle =>
	typeof value === 'object' &&
	value !== null &&
	['name', 'initial', 'states', 'actions', 'roles'].every((key) => key in value);

/** The text of docs/LIFECYCLES.md: for each lifecycle its diagram, and who may do what, until when. */
export const lifecyclePage = (lifecycles: readonly ModuleLifecycle[]): string =>
	[
		'# 生命周期',
		'本页由 `npm run generate` 从各模块的 `lifecycle.ts` 生成，请不要直接修改。时限是标准值，各中心可以在设置里另定。',
		...lifecycles.map(chapter)
	].join('\n\n') + '\n';

const chapter = ({ module, lifecycle }: ModuleLifecycle): string =>
	[`## ${module}：${lifecycle.name}`, `\`\`\`mermaid\n${diagram(lifecycle)}\n\`\`\``, table(lifecycle)].join('\n\n');

const table = (of: AnyLifecycle): string =>
	[
		'| 状态 | 时限 | 动作 | 到 | 谁可以 |',
		'| --- | --- | --- | --- | --- |',
		...statesOf(of).flatMap((state) => rowsOf(of, state))
	].join('\n');

/** One row for each action; the state and its limit stand in the first. */
function rowsOf(of: AnyLifecycle, state: string): string[] {
	const { label, within, on } = of.states[state] ?? { label: state, on: {} };
	const steps = actionsOf(of).flatMap((action) => {
		const step = on[action];
		if (!step) return [];
		const targets = step.to.map((target) => of.states[target]?.label ?? target);
		return [[of.actions[action] ?? action, targets.join('、'), step.by.map((role) => of.roles[role]).join('、')]];
	});
	const [first = ['（到此结束）', '', ''], ...others] = steps;
	return [[label, within ? limitInWords(within) : '', ...first], ...others.map((other) => ['', '', ...other])].map(
		(cells) => `| ${cells.join(' | ')} |`
	);
}

const units: Record<Limit['unit'], string> = { days: '天', workdays: '个工作日', months: '个月' };
const limitInWords = ({ amount, unit }: Limit): string => `${amount} ${units[unit]}`;
