import { createHash } from 'node:crypto';
import { newReference } from '#kernel/ids.ts';
import { blindIndex } from '#kernel/secrets.ts';
import type { FieldTotal } from './queries/totals.server.ts';

/** Twelve of the characters that cannot be mistaken: 30¹² of them, nobody hits one by trying. */
export const newCode = (): string => newReference() + newReference().slice(0, 4);

/** A code as somebody typed it: blanks, dashes, small and wide letters do not matter. */
export const plainCode = (typed: string): string =>
	typed
		.normalize('NFKC')
		.replace(/[\s\p{Pd}]/gu, '')
		.toUpperCase();

/** For comparing a name on paper with the one that was sealed. */
export const nameMark = (name: string): Buffer => blindIndex('proof.name', name.normalize('NFKC').toLowerCase());

/** What a proof says, and about whom. */
export interface ProofContent {
	centreId: string;
	code: string;
	memberId: string;
	nameMark: Uint8Array;
	from: string;
	to: string;
	times: number;
	minutes: number;
	fields: readonly FieldTotal[];
	issuedAt: Date;
}

/** SHA-256 over every word of it, in a fixed order: kept beside the proof and in the sealed fact of its issue. */
export const hashOf = (proof: ProofContent): Buffer =>
	createHash('sha256')
		.update(
			JSON.stringify([
				'meihua proof 1',
				...[proof.centreId, proof.code, proof.memberId, Buffer.from(proof.nameMark).toString('hex')],
				...[proof.from, proof.to, proof.times, proof.minutes, proof.issuedAt.toISOString()],
				...proof.fields.map(({ code, name, times, minutes }) => [code, name, times, minutes])
			])
		)
		.digest();
