import { createHmac, timingSafeEqual } from 'node:crypto';

/** What makes the codes of one shift. */
export interface CodeSource {
	shiftId: string;
	/** 32 random bytes, known to nobody. */
	secret: Uint8Array;
	stepSeconds: number;
}

export interface Code {
	step: number;
	/** For the QR code: the step and 96 bits that prove it. */
	link: string;
	/** For typing: six digits, which say nothing of the step. */
	digits: string;
}

/** The step a moment lies in; the next one begins `stepSeconds` later. */
export const stepAt = (moment: Date, stepSeconds: number): number => Math.floor(moment.getTime() / 1000 / stepSeconds);

export const startOfStep = (step: number, stepSeconds: number): Date => new Date(step * stepSeconds * 1000);

export const codeAt = (source: CodeSource, moment: Date): Code => codeOf(source, stepAt(moment, source.stepSeconds));

const codeOf = (source: CodeSource, step: number): Code => ({
	step,
	link: `${step.toString(36)}.${proofOf(source, step)}`,
	digits: digitsOf(source, step)
});

/** What somebody sent. `around`: when they say it was scanned; only typed digits need it, a link carries its own time. */
export interface Shown {
	code: string;
	around: Date;
	/** How many steps typed digits may be away from `around`. */
	tolerance: number;
}

/** The beginning of the step in which this code was shown at this shift; undefined when it never was. */
export function momentOfCode(source: CodeSource, { code, around, tolerance }: Shown): Date | undefined {
	const step = /^\d{6}$/.test(code) ? stepOfDigits(source, code, around, tolerance) : stepOfLink(source, code);
	return step === undefined ? undefined : startOfStep(step, source.stepSeconds);
}

function stepOfLink(source: CodeSource, code: string): number | undefined {
	const [, text = '', proof = ''] = /^([0-9a-z]{1,8})\.([\w-]{16})$/.exec(code) ?? [];
	const step = Number.parseInt(text, 36);
	return proof !== '' && isSame(proof, proofOf(source, step)) ? step : undefined;
}

/** The nearest step with these digits. One step ahead: the clocks of two servers differ a little. */
function stepOfDigits(source: CodeSource, digits: string, around: Date, tolerance: number): number | undefined {
	const at = stepAt(around, source.stepSeconds);
	const near = [0, -1, 1, ...Array.from({ length: Math.max(0, tolerance - 1) }, (_, back) => -2 - back)];
	return near.map((by) => at + by).find((step) => isSame(digits, digitsOf(source, step)));
}

const proofOf = (source: CodeSource, step: number): string =>
	macOf(source, 'link', step).subarray(0, 12).toString('base64url');

/** As RFC 4226 makes digits of a hash. */
function digitsOf(source: CodeSource, step: number): string {
	const mac = macOf(source, 'digits', step);
	const offset = (mac.at(-1) as number) & 0xf;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const macOf = ({ secret, shiftId }: CodeSource, purpose: 'link' | 'digits', step: number): Buffer =>
	createHmac('sha256', secret).update(`attendance ${purpose}\n${shiftId}\n${step}`).digest();

const isSame = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
