import { globSync, readFileSync } from 'node:fs';
import { inProject } from './project.js';

export interface SourceLength {
	file: string;
	lines: number;
}

/** The lengths of the files we wrote, the longest first; without tests and generated files. */
export function sourceLengths(): SourceLength[] {
	const files = globSync('{src,bin}/**/*.{ts,js,svelte}', { cwd: inProject() });
	return files
		.filter((file) => !file.endsWith('.test.ts') && !file.endsWith('kernel/tables.ts'))
		.map((file) => ({ file, lines: readFileSync(inProject(file), 'utf8').split('\n').length - 1 }))
		.sort((a, b) => b.lines - a.lines);
}

/** The least length that this share of the files, longest first, does not go beyond; 0.5 gives the median. */
export function lengthAt(lengths: readonly SourceLength[], share: number): number {
	return lengths[lengths.length - Math.ceil(lengths.length * share)]?.lines ?? 0;
}
