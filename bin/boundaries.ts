// Checks who imports whom, against architecture.json.
import { readFile } from 'node:fs/promises';
import { brokenBoundaries } from './lib/boundaries.ts';
import { inProject, ROOT } from './lib/project.js';
import { command, say, Trouble } from './lib/trouble.js';

await command(async () => {
	const architecture = JSON.parse(await readFile(inProject('architecture.json'), 'utf8'));
	const broken = await brokenBoundaries(ROOT, architecture);
	if (broken.length) throw new Trouble(`${broken.length} 处越过了模块边界：\n\n${broken.join('\n')}`);
	say('没有越过模块边界的引用');
});
