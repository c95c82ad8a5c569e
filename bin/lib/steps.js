import { spawn } from 'node:child_process';
import path from 'node:path';
import { inProject, ROOT } from './project.js';

/**
 * One line of the table in bin/test.js.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {string[][]} commands one after the other; the first word is an installed tool or a script of ours
 * @property {string[]} [after] steps that must have passed
 * @property {boolean} [alone] uses both processors itself, so nothing runs beside it
 * @property {boolean} [database] needs the scratch database
 */
/** @typedef {{ step: Step, state: 'waiting' | 'running' | 'passed' | 'failed', seconds: number }} Outcome */

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

/** Ends the commands that are running. */
export const endSteps = () => children.forEach((child) => child.kill());

/**
 * Runs the steps in their order, two at a time. After a failure nothing new is begun, and what runs ends first.
 * @param {Step[]} steps @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome[]>}
 */
export async function runSteps(steps, env) {
	const outcomes = steps.map((step) => /** @type {Outcome} */ ({ step, state: 'waiting', seconds: 0 }));
	/** @type {Set<Promise<void>>} */
	const running = new Set();
	for (;;) {
		const next = nextOf(outcomes);
		if (next) {
			next.state = 'running';
			const ended = runStep(next, env, steps.length === 1).then(() => void running.delete(ended));
			running.add(ended);
		} else if (running.size) await Promise.race(running);
		else return outcomes;
	}
}

/** The first waiting step, if it may begin now. @param {Outcome[]} outcomes */
function nextOf(outcomes) {
	const in_ = (/** @type {Outcome['state']} */ state) => outcomes.filter((outcome) => outcome.state === state);
	const [next] = in_('waiting');
	const running = in_('running');
	if (!next || in_('failed').length) return undefined;
	const isReady = in_('running').every(({ step }) => !step.alone && !next.step.after?.includes(step.name));
	return isReady && running.length < (next.step.alone ? 1 : 2) ? next : undefined;
}

/** @param {Outcome} outcome @param {NodeJS.ProcessEnv} env @param {boolean} isOnly its output is shown as it comes */
async function runStep(outcome, env, isOnly) {
	const since = Date.now();
	let output = '';
	let code = 0;
	for (const command of outcome.step.commands)
		if (code === 0) code = await run(command, env, isOnly, (text) => (output += text));
	outcome.seconds = (Date.now() - since) / 1000;
	outcome.state = code === 0 ? 'passed' : 'failed';
	if (code !== 0 && output) console.log(`\n${output.trimEnd()}\n`);
	console.log(lineOf(outcome));
}

/** @param {Outcome} outcome */
export function lineOf({ step, state, seconds }) {
	const mark = { waiting: '－', running: '…', passed: '✓', failed: '✗' }[state];
	return `${mark} ${step.name.padEnd(11)} ${state === 'waiting' ? '未运行' : `${seconds.toFixed(1).padStart(6)} s`}  ${step.title}`;
}

/** Ten minutes are more than any step needs: one that hangs is ended and has failed. */
const limit = 600_000;

/** @param {string[]} command @param {NodeJS.ProcessEnv} env @param {boolean} isShown @param {(text: string) => void} keep @returns {Promise<number>} */
function run([program = '', ...args], env, isShown, keep) {
	const script = path.extname(program) ? inProject(program) : inProject('node_modules/.bin', program);
	const child = spawn(process.execPath, [script, ...args], {
		cwd: ROOT,
		env,
		stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe']
	});
	children.add(child);
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep);
	const timer = setTimeout(() => {
		keep(`\n${program} 运行超过 10 分钟，已中止。\n`);
		child.kill();
	}, limit);
	return new Promise((resolve) =>
		child.on('close', (code) => {
			clearTimeout(timer);
			children.delete(child);
			resolve(code ?? 1);
		})
	);
}
