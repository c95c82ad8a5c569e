// npm test [-- step … [arguments of the only step]]: proves everything. The last line counts the steps.
import path from 'node:path';
import { ensureInstalled } from './lib/install.js';
import { onNode24 } from './lib/node24.js';
import { ROOT } from './lib/project.js';
import { endSteps, lineOf, runSteps } from './lib/steps.js';
import { inWords, Trouble } from './lib/trouble.js';

/** @type {import('./lib/steps.js').Step[]} */
const table = [
	{ name: 'types', title: '类型', commands: [['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']] },
	{ name: 'lint', title: '代码规范', commands: [['eslint', '.']] },
	{ name: 'format', title: '格式', commands: [['prettier', '--check', '.']] },
	{ name: 'boundaries', title: '模块边界', commands: [['bin/boundaries.ts']] },
	{ name: 'dead', title: '无用代码', commands: [['knip']] },
	{ name: 'generated', title: '生成的文件', commands: [['bin/generate.ts', '--check']], database: true },
	{ name: 'build', title: '构建与体积', commands: [['bin/build.js'], ['bin/size.ts']], after: ['types'] },
	{ name: 'unit', title: '单元、数据库、接口', commands: [['vitest', 'run']], alone: true, database: true },
	{
		name: 'browser',
		title: '浏览器',
		commands: [['playwright', 'test']],
		after: ['build'],
		alone: true,
		database: true
	}
];

/** What the operator's shell sets must not reach the tests. */
const foreign = ['DATABASE_URL', 'PUBLIC_ORIGIN', 'MEIHUA_KEYS', 'PORT', 'HOST', 'TRUSTED_PROXY', 'NODE_ENV'];

const isPassed = await test(process.argv.slice(2)).catch((error) => {
	console.error(`\n✗ ${inWords(error)}\n\n0 passed, 1 failed`);
	return false;
});
process.exit(isPassed ? 0 : 1);

/** @param {string[]} args */
async function test(args) {
	process.chdir(ROOT);
	const steps = chosen(args);
	await ensureInstalled();
	await onNode24();
	const env = testEnvironment();
	if (steps.some(({ name }) => name !== 'format')) await prepareTypes(env);
	if (!steps.some(({ database }) => database)) return conclude(await runSteps(steps, env));
	const { openScratch } = await import('./lib/scratch.js');
	const { onStop } = await import('./lib/stopping.js');
	const scratch = await openScratch();
	onStop(scratch.close);
	onStop(endSteps);
	onStop(() => void (process.exitCode = 130)); // interrupted is not passed
	try {
		const places = { TEST_ADMIN_URL: scratch.adminUrl, DATABASE_URL: scratch.url, MEIHUA_DATA: scratch.data };
		return conclude(await runSteps(steps, { ...env, ...places }));
	} finally {
		await scratch.close();
	}
}

/** The steps that were asked for by name; what follows the name of a single one is for its command. @param {string[]} args */
function chosen(args) {
	const named = table.filter(({ name }) => args.includes(name));
	const [only] = named;
	const rest = args.filter((arg) => !named.some(({ name }) => name === arg));
	if (rest.length === 0) return named.length ? named : table;
	if (!only || named.length > 1)
		throw new Trouble(`没有 ${rest.join(' ')} 这一步。可以选：${table.map(({ name }) => name).join(' ')}`);
	return [{ ...only, commands: only.commands.map((command) => [...command, ...rest]) }];
}

function testEnvironment() {
	const env = { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}` };
	return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.includes(name)));
}

/** tsconfig.json extends what SvelteKit generates. @param {NodeJS.ProcessEnv} env */
async function prepareTypes(env) {
	const { spawnSync } = await import('node:child_process');
	const { status } = spawnSync(process.execPath, ['node_modules/.bin/svelte-kit', 'sync'], { env, stdio: 'inherit' });
	if (status !== 0) throw new Trouble('svelte-kit sync 没有成功，原因见上面几行。');
}

/** @param {import('./lib/steps.js').Outcome[]} outcomes */
function conclude(outcomes) {
	const count = (/** @type {string} */ state) => outcomes.filter((outcome) => outcome.state === state).length;
	for (const outcome of outcomes) if (outcome.state === 'waiting') console.log(lineOf(outcome));
	console.log(`\n${count('passed')} passed, ${count('failed')} failed`);
	return count('failed') === 0;
}
