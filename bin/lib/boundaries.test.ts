import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { brokenBoundaries } from './boundaries.ts';

const architecture = { wishes: ['people'], people: [] };
const doors = {
	'src/modules/wishes/index.ts': '',
	'src/modules/wishes/server.ts': '',
	'src/modules/people/index.ts': '',
	'src/modules/people/server.ts': ''
};

/** What is said about a checkout that holds these files beside the doors of its two modules. */
async function said(files: Record<string, string>) {
	const root = mkdtempSync(path.join(tmpdir(), 'meihua-boundaries-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	const imports = {
		'#env': './src/env.ts',
		'#kernel/*': './src/kernel/*',
		'#ui/*': './src/ui/*',
		'#modules/*': './src/modules/*'
	};
	const manifest = JSON.stringify({ name: 'fixture', version: '1.0.0', type: 'module', imports });
	for (const [file, text] of Object.entries({ 'package.json': manifest, ...doors, ...files })) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
	return (await brokenBoundaries(root, architecture)).join('\n');
}

test('what the architecture allows is silent', async () => {
	const files = {
		'src/env.ts': '',
		'src/kernel/ids.ts': 'export const id = 1;',
		'src/kernel/db.ts': `import '#env';`,
		'src/ui/Button.svelte': `<script lang="ts">import { id } from '#kernel/ids.ts';</script>{id}`,
		'src/modules/wishes/commands.server.ts': `import '#modules/people/server.ts'; import '#kernel/db.ts';`,
		'src/modules/wishes/commands.test.ts': `import './commands.server.ts'; import '../people/server.ts'; import '../../../tests/support/place.ts';`,
		'src/modules/wishes/WishCard.svelte': `<script lang="ts">import Button from '#ui/Button.svelte';</script><Button />`,
		'src/routes/+page.svelte': `<script lang="ts">import Card from '#modules/wishes/WishCard.svelte'; import '../app.css';</script><Card />`,
		'src/app.css': '',
		'src/subscriptions.server.ts': `import '#modules/wishes/server.ts'; import './http/api.ts';`,
		'src/http/api.ts': `import '#modules/people/server.ts';`,
		'samples/load.ts': `import '../src/subscriptions.server.ts'; import '#modules/people/server.ts';`,
		'tests/support/place.ts': `import '#modules/people/server.ts';`
	};
	expect(await said(files)).toBe('');
});

test.each([
	['src/kernel/ids.ts', `import '#modules/people/index.ts';`, 'src/modules/people/index.ts'],
	[
		'src/ui/Card.svelte',
		`<script lang="ts">import { a } from '#modules/people/index.ts';</script>{a}`,
		'src/modules/people/index.ts'
	],
	['src/modules/people/server.ts', `import '#modules/wishes/server.ts';`, 'src/modules/wishes/server.ts'],
	['src/modules/wishes/server.ts', `import '../people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/modules/wishes/server.ts', `import type { A } from '../people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/routes/+page.server.ts', `import '#modules/people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/server.ts', `import '#modules/people/policy.ts';`, 'src/modules/people/policy.ts'],
	['samples/load.ts', `import '#modules/people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/http/api.test.ts', `import '#modules/people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/modules/wishes/server.ts', `import '../../http/api.ts';`, 'src/http/api.ts'],
	['src/modules/wishes/server.test.ts', `import '../people/policy.ts';`, 'src/modules/people/policy.ts'],
	['src/hooks.server.ts', `import './routes/page.ts';`, 'src/routes/page.ts']
])('%s: %s is told', async (from, text, to) => {
	const others = {
		'src/modules/people/policy.ts': 'export type A = 1;',
		'src/routes/page.ts': '',
		'src/http/api.ts': ''
	};
	const [imported, sentence, ...more] = (await said({ ...others, [from]: text })).split('\n');
	expect(imported).toBe(`${from} → ${to}`);
	expect(sentence).toMatch(/只能用|不能用/);
	expect(more).toEqual([]);
});

test('a file for the browser must not lead to the server, over however many steps', async () => {
	const files = {
		'src/modules/wishes/index.ts': `export * from './words.ts';`,
		'src/modules/wishes/words.ts': `export { read } from './queries.server.ts';`,
		'src/modules/wishes/queries.server.ts': 'export const read = 1;'
	};
	const steps = 'src/modules/wishes/index.ts → src/modules/wishes/words.ts → src/modules/wishes/queries.server.ts';
	expect(await said(files)).toContain(steps);
});

test('only a type may come from the server', async () => {
	const files = {
		'src/modules/wishes/policy.ts': `import type { Row } from './queries.server.ts'; export const may = (row: Row) => row;`,
		'src/modules/wishes/queries.server.ts': 'export type Row = 1;'
	};
	expect(await said(files)).toBe('');
});

test('a cycle is told', async () => {
	const files = { 'src/kernel/a.ts': `import './b.ts';`, 'src/kernel/b.ts': `import './a.ts';` };
	expect(await said(files)).toContain('src/kernel/a.ts → src/kernel/b.ts → src/kernel/a.ts');
});

test('a module that the architecture does not know is told', async () => {
	expect(await said({ 'src/modules/places/index.ts': '' })).toBe('src/modules/places 没有写进 architecture.json。');
});
