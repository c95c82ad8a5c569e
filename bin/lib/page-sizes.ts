import { existsSync, statSync } from 'node:fs';
import { inProject } from './project.js';
import { Trouble } from './trouble.js';

/** What one page makes a visitor load, compressed, in bytes. */
export interface PageSize {
	/** As SvelteKit names it: /(account)/sign-in */
	route: string;
	script: number;
	style: number;
}

interface BuiltNode {
	imports: string[];
	stylesheets: string[];
	/** What the page exports. */
	server?: { csr?: boolean };
}

interface Manifest {
	client: BuiltNode;
	nodes: (() => Promise<BuiltNode>)[];
	routes: { id: string; page: { layouts: (number | undefined)[]; leaf: number } | null }[];
}

/** The pages of a build for people who are not signed in, the largest script first. */
export async function publicPages(): Promise<PageSize[]> {
	const file = inProject('build/server/manifest.js');
	if (!existsSync(file)) throw new Trouble('还没有构建，请先运行 node bin/build.js。');
	const { manifest }: { manifest: Manifest } = await import(file);
	const pages = manifest.routes.flatMap(({ id, page }) => (page && isPublic(id) ? [{ id, page }] : []));
	if (pages.length === 0) throw new Trouble('构建里没有一个公开页面，无法检查体积：路由的文件夹改名了吗？');
	const sizes = pages.map(async ({ id, page }) => {
		const indexes = [...page.layouts, page.leaf].filter((index) => index !== undefined);
		const nodes = await Promise.all(indexes.map((index) => manifest.nodes[index]?.()));
		const loaded = [manifest.client, ...nodes].filter((node) => node !== undefined);
		const isPlain = nodes.at(-1)?.server?.csr === false; // sent without the framework's script
		const total = (files: (node: BuiltNode) => string[]) =>
			[...new Set(loaded.flatMap(files))].reduce((sum, file) => sum + compressedSize(file), 0);
		return { route: id, script: isPlain ? 0 : total((node) => node.imports), style: total((node) => node.stylesheets) };
	});
	return (await Promise.all(sizes)).sort((a, b) => b.script - a.script);
}

const isPublic = (route: string): boolean => /^\/(\((public|account)\)|confirm)(\/|$)/.test(route);

/** The build keeps a brotli form beside each file, which is what browsers are sent. */
const compressedSize = (file: string): number => statSync(inProject('build/client', `${file}.br`)).size;
