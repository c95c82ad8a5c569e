// npm run generate [-- --check]: writes the files that follow from others, or says which of them no longer do.
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { accessPage } from './lib/access/page.ts';
import { isLifecycle, lifecyclePage, type ModuleLifecycle } from './lib/lifecycle-page.ts';
import { inProject } from './lib/project.js';
import { rowTypes } from './lib/row-types.ts';
import { command, say, Trouble } from './lib/trouble.js';

/** File → its text, made anew. */
const generated: Record<string, () => Promise<string>> = {
	'src/kernel/tables.ts': () => rowTypes(databaseUrl()),
	'docs/LIFECYCLES.md': async () => pretty('docs/LIFECYCLES.md', lifecyclePage(await lifecycles())),
	'docs/ACCESS.md': () => pretty('docs/ACCESS.md', accessPage())
};

await command(() => (process.argv.includes('--check') ? check() : generate()));

async function generate(): Promise<void> {
	for (const [file, text] of await stale()) {
		await mkdir(path.dirname(inProject(file)), { recursive: true });
		await writeFile(inProject(file), text);
		say(`已更新 ${file}`);
	}
}

async function check(): Promise<void> {
	const files = [...(await stale()).keys()];
	if (files.length) throw new Trouble(`已经过时：${files.join('、')}。请运行 npm run generate 重新生成，再一起提交。`);
}

/** The files that do not say what they should, with what they should say. */
async function stale(): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const [file, make] of Object.entries(generated)) {
		const text = await make();
		if (text !== (await textOf(file))) found.set(file, text);
	}
	return found;
}

function databaseUrl(): string {
	const url = process.env['DATABASE_URL'];
	if (!url) throw new Trouble('没有数据库可读。请用 npm run generate 来运行。');
	return url;
}

/** What the modules' lifecycle.ts export, in the order of the modules. */
async function lifecycles(): Promise<ModuleLifecycle[]> {
	const files = await Array.fromAsync(glob('src/modules/*/lifecycle.ts', { cwd: inProject() }));
	const found = files.sort().map(async (file) => {
		const exported: Record<string, unknown> = await import(inProject(file));
		const ofModule = Object.values(exported).filter(isLifecycle);
		if (ofModule.length === 0) throw new Trouble(`${file} 没有导出用 lifecycle() 写成的生命周期。`);
		return ofModule.map((lifecycle) => ({ module: path.basename(path.dirname(file)), lifecycle }));
	});
	return (await Promise.all(found)).flat();
}

async function pretty(file: string, text: string): Promise<string> {
	return format(text, { ...(await resolveConfig(inProject(file))), filepath: file });
}

async function textOf(file: string): Promise<string | undefined> {
	return readFile(inProject(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}
