import { parse, type Context } from '#kernel/command.ts';
import { factsOf } from '#kernel/facts.ts';
import { takeTry, type Gate } from '#modules/identity/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { CheckProof } from '../forms.ts';
import { hashOf, nameMark, plainCode } from '../proof-content.server.ts';
import { selectProofs, standingOf, type ProofRow, type ProofStanding } from './proofs.server.ts';
import type { FieldTotal } from './totals.server.ts';

/** What whoever holds the paper is told: nothing of whom it is about. Only of one that is valid, what it says. */
export type Checked =
	| { standing: 'unknown' }
	| { standing: Exclude<ProofStanding, 'valid'> | 'altered'; issuedOn: string }
	| {
			standing: 'valid';
			issuedOn: string;
			from: string;
			to: string;
			times: number;
			minutes: number;
			/** Whether the name that was typed is the one on the paper; null when none was. */
			nameMatches: boolean | null;
	  };

const sentence = (wait: string) => `查得太多了，请${wait}后再试。急用请打中心的电话。`;
const byAddress: Gate = { kind: 'proofByAddress', tries: 120, within: 600, sentence };
/** Names are not to be tried out. */
const byName: Gate = { kind: 'proofName', tries: 10, within: 3600, sentence };

/** Checks the code of a proof, for anybody. What is no code and what nobody has are answered alike. Errors: Invalid, Refused (too often). */
export async function checkProof(
	context: Context,
	{ centreId, address, ...input }: { centreId: string; address: string; code?: string; name?: string | undefined }
): Promise<Checked> {
	const { code, name } = parse(CheckProof, input);
	await takeTry(context, byAddress, address);
	const plain = plainCode(code);
	const row = CODE.test(plain)
		? await selectProofs(context.db, centreId).where('p.code', '=', plain).executeTakeFirst()
		: undefined;
	if (!row) return { standing: 'unknown' };
	const issuedOn = shanghaiDate(row.issued_at);
	if (!(await isAsIssued(context, row))) return { standing: 'altered', issuedOn };
	const standing = standingOf(row);
	if (standing !== 'valid') return { standing, issuedOn };
	if (name !== undefined) await takeTry(context, byName, row.id);
	const nameMatches = name === undefined ? null : nameMark(name).equals(row.name_index);
	return {
		...{ standing, issuedOn, from: row.from_on, to: row.to_on },
		...{ times: row.times, minutes: row.minutes, nameMatches }
	};
}

const CODE = /^[2-9A-Z]{12}$/;

/** Whether it still says word for word what the fact of its issue was sealed with, and is as valid as the facts left it. */
async function isAsIssued({ db }: Context, row: ProofRow): Promise<boolean> {
	const hash = hashOf({
		...{ centreId: row.centre_id, code: row.code, memberId: row.member_id, nameMark: row.name_index },
		...{ from: row.from_on, to: row.to_on, times: row.times, minutes: row.minutes, issuedAt: row.issued_at },
		fields: row.fields as unknown as FieldTotal[]
	});
	const facts = await factsOf(db, row.centre_id, 'proof', row.id);
	const [issued, ended] = [facts.find(({ action }) => action === 'proof.issued'), facts.length > 1];
	const sealed = (issued?.data as { hash?: string } | undefined)?.hash;
	return hash.equals(row.content_hash) && hash.toString('hex') === sealed && ended === (row.state !== 'valid');
}
