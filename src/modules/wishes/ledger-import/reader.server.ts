import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { blindIndex } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { sameWords, textIn, type ImportRow, type RowReader, type Verdict } from '#modules/sheets/index.ts';
import { ledgerRowsBy, type KnownLine, type KnownLines } from '../queries/ledger.server.ts';
import { personalDetailsIn } from '../redaction.ts';
import { differencesOf } from './compare.server.ts';
import type { LedgerEntry } from './entry.ts';
import { importWish } from './import-wish.server.ts';
import { openLookup, type Lookup } from './lookup.server.ts';
import { readEntry } from './read-entry.ts';
import { claimerNamesIn } from './words.ts';

/** Reads the lines of an office's ledger against the wishes of the centre. */
export async function openLedgerReader(context: Context, centreId: string, importId: string): Promise<RowReader> {
	const lookup = await openLookup(context.db, centreId);
	const today = shanghaiDate(context.clock());
	const met = new Map<string, number>();
	return {
		async check(rows) {
			await meetClaimers(lookup, rows);
			const read = rows.map((row) => read1(row, lookup, today, met));
			const existing = await ledgerRowsBy(context.db, centreId, {
				references: read.flatMap(({ reference }) => (reference === '' ? [] : [reference])),
				identities: read.flatMap(({ identity }) => identity ?? [])
			});
			return read.map((one) => verdictOf(one, existing));
		},
		async write(work, row, identity) {
			await meetClaimers(lookup, [row]);
			const entry = readEntry(row, lookup, today);
			if (Array.isArray(entry)) return false;
			return importWish(work, { centreId, importId, identity, entry, by: accountOf(work.actor) });
		}
	};
}

interface Read {
	row: ImportRow;
	reference: string;
	entry: LedgerEntry | undefined;
	issues: { field: string; message: string }[];
	identity: string | undefined;
}

const REFERENCE = /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$/;

function read1(row: ImportRow, lookup: Lookup, today: string, met: Map<string, number>): Read {
	const own = textIn(row.cell('reference'))
		.normalize('NFKC')
		.replace(/[\s'’]/g, '')
		.toUpperCase();
	const entry = readEntry(row, lookup, today);
	if (Array.isArray(entry))
		return { row, reference: referenceIn(own), entry: undefined, issues: entry, identity: undefined };
	const { collectedOn, communityId, content, name, phone } = entry;
	// what a line keeps when it is carried on: its progress may change, it stays the same line
	const base = JSON.stringify([own, collectedOn, communityId, sameWords(content), sameWords(name ?? ''), phone]);
	const times = met.get(base) ?? 0;
	met.set(base, times + 1);
	const identity = blindIndex('ledger line', `${times} ${base}`).toString('hex');
	return { row, reference: referenceIn(own), entry, issues: [], identity };
}

const referenceIn = (text: string): string => (REFERENCE.test(text) ? text : '');

const meetClaimers = (lookup: Lookup, rows: readonly ImportRow[]): Promise<void> =>
	lookup.meet(rows.flatMap((row) => claimerNamesIn(textIn(row.cell('claimers')))));

function verdictOf({ row, reference, entry, issues, identity }: Read, existing: KnownLines): Verdict {
	const known = existing.byReference.get(reference);
	const again = identity === undefined ? undefined : existing.byIdentity.get(identity);
	if (known) return compared(row, entry, known, []);
	if (reference !== '')
		return wrong('reference', `本中心没有编号 ${reference}。新的心愿请把编号留空；已经有的请核对编号`);
	if (again) return compared(row, entry, again, ['content', 'place', 'collectedOn']);
	if (!entry || identity === undefined) return { is: 'wrong', issues };
	return { is: 'new', identity, notes: notesOf(row, entry) };
}

const wrong = (field: string, message: string): Verdict => ({ is: 'wrong', issues: [{ field, message }] });

function compared(
	row: ImportRow,
	entry: LedgerEntry | undefined,
	existing: KnownLine,
	identified: readonly string[]
): Verdict {
	const differences = differencesOf(row, entry, existing, identified);
	return differences.length === 0 ? { is: 'same' } : { is: 'differs', differences };
}

/** What is taken in otherwise than one might think. */
function notesOf(row: ImportRow, entry: LedgerEntry) {
	const notes: { field: string; message: string }[] = [];
	if (entry.state === 'verifying' && row.has('publishedOn') && entry.publishedOn !== null)
		notes.push({
			field: 'publishedOn',
			message: '还没有人认领，先按“核实中”登记。要上心愿墙，请核实并征得本人同意以后再发布'
		});
	if (personalDetailsIn(entry.content, entry).length > 0)
		notes.push({ field: 'content', message: '内容里有姓名、电话或住址，台账里不显示，全文在心愿的页面上看' });
	return notes;
}
