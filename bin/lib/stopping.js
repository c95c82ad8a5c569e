import { inWords } from './trouble.js';

/** @type {(() => Promise<unknown> | void)[]} */
const steps = [];
let stopping = false;

/**
 * Something to do when the process is asked to end, before what was registered earlier: last opened, first closed.
 * @param {() => Promise<unknown> | void} step
 */
export function onStop(step) {
	if (steps.push(step) > 1) return;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
}

/** Does what was registered, then ends the process. A second call changes nothing. @param {number} code */
export async function stop(code) {
	if (stopping) return;
	stopping = true;
	for (const step of steps.reverse()) await Promise.resolve(step()).catch((error) => console.error(inWords(error)));
	process.exit(code || process.exitCode);
}
