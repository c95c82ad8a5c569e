import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseOptions, type IFlattenedRuleSet } from 'dependency-cruiser';
import { boundaryRules, browserRules, type Architecture } from './boundary-rules.ts';

const roots = ['src', 'bin', 'samples', 'bench', 'tests'];

/** Every import of a checkout that the architecture does not allow, as sentences. */
export async function brokenBoundaries(root: string, architecture: Architecture): Promise<string[]> {
	const everywhere = await violations(root, boundaryRules(architecture), { tsPreCompilationDeps: true });
	const inBrowser = await violations(root, browserRules, { tsPreCompilationDeps: false });
	return [...new Set([...misnamed(root, architecture), ...everywhere, ...inBrowser])];
}

/** Modules that architecture.json does not know, and names in it that are no module. */
function misnamed(root: string, architecture: Architecture): string[] {
	const folder = path.join(root, 'src/modules');
	const modules = existsSync(folder) ? readdirSync(folder) : [];
	const known = Object.keys(architecture);
	const named = new Set([...known, ...Object.values(architecture).flat()]);
	return [
		...modules
			.filter((name) => !known.includes(name))
			.map((name) => `src/modules/${name} 没有写进 architecture.json。`),
		...[...named]
			.filter((name) => !modules.includes(name))
			.map((name) => `architecture.json 里的 ${name} 不是一个模块：没有 src/modules/${name}。`)
	];
}

async function violations(root: string, ruleSet: IFlattenedRuleSet, options: ICruiseOptions): Promise<string[]> {
	const { output } = await cruise(
		roots.filter((name) => existsSync(path.join(root, name))),
		{
			...options,
			baseDir: root,
			validate: true,
			ruleSet,
			doNotFollow: { path: 'node_modules' },
			enhancedResolveOptions: {
				extensions: ['.ts', '.js', '.svelte'],
				conditionNames: ['import', 'svelte', 'default'],
				exportsFields: ['exports']
			}
		}
	);
	if (typeof output === 'string') throw new Error(output);
	const comments = new Map(ruleSet.forbidden?.map(({ name, comment }) => [name, comment]));
	return output.summary.violations.map(({ rule, from, to, cycle, via }) => {
		const steps = (cycle ?? via ?? [{ name: to }]).map(({ name }) => name);
		return `${[from, ...steps].join(' → ')}\n    ${comments.get(rule.name)}`;
	});
}
