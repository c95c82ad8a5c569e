import type { Issue } from '#kernel/errors.ts';
import { dayIn, fenIn, sameWords, textIn, type ImportRow } from '#modules/sheets/index.ts';
import { ledgerColumns, ledgerText, type LedgerRow, type LedgerValue } from '../ledger.ts';
import { kinds } from '../wish.ts';
import type { KnownLine } from '../queries/ledger.server.ts';
import { WORK_DONE, type LedgerEntry } from './entry.ts';
import { stageOf } from './state.ts';
import { beneficiaryIn, channelIn, claimerNamesIn, progressIn, ratingIn } from './words.ts';

/** The column of our ledger → the field of a table that may tell of it. */
const FIELDS: Readonly<Record<string, string>> = {
	category: 'category',
	channel: 'channel',
	place: 'place',
	beneficiary: 'beneficiary',
	title: 'content',
	budget: 'budget',
	collectedOn: 'collectedOn',
	verifiedOn: 'verifiedOn',
	publishedOn: 'publishedOn',
	claimers: 'claimers',
	claimedOn: 'claimedOn',
	contactedOn: 'contactedOn',
	progress: 'progress',
	actual: 'actual',
	completedOn: 'completedOn',
	rating: 'rating',
	handler: 'handler'
};

/**
 * Where a line says something else than the wish that is there already. What two writings have in common is the same; what
 * the table has no column for, it does not say. `identified` are fields by which the wish was found.
 */
export function differencesOf(
	row: ImportRow,
	entry: LedgerEntry | undefined,
	{ row: existing, claimerIds }: KnownLine,
	identified: readonly string[]
): Issue[] {
	return ledgerColumns.flatMap(({ key, label, value }) => {
		const field = FIELDS[key];
		if (field === undefined || identified.includes(field) || !row.has(field)) return [];
		const own = value(existing);
		if (isSame(row, field, own) || means(row, field, existing)) return [];
		// members are called by their aliases there, and by their names in offices' ledgers
		if (
			field === 'claimers' &&
			entry &&
			sameIds(
				entry.claimers.map(({ id }) => id),
				claimerIds
			)
		)
			return [];
		const [is, brought] = [ledgerText(own) || '空', textIn(row.cell(field)) || '空'];
		return [{ field, message: `${label}：系统里是“${is}”，表格里是“${brought}”` }];
	});
}

function isSame(row: ImportRow, field: string, own: LedgerValue): boolean {
	const cell = row.cell(field);
	if ('day' in own) return dayIn(cell, row.from1904) === own.day;
	if ('fen' in own) return fenIn(cell, row.heading(field).includes('万元')) === own.fen;
	return sameWords(textIn(cell)) === sameWords(ledgerText(own));
}

/** Other words for the same. */
function means(row: ImportRow, field: string, existing: LedgerRow): boolean {
	const text = textIn(row.cell(field));
	switch (field) {
		case 'category': {
			const said = sameWords(text);
			const kind = row.has('kind') ? sameWords(textIn(row.cell('kind'))) : sameWords(kinds.wish);
			return said === sameWords(existing.categoryName) && kind === sameWords(kinds[existing.kind]);
		}
		case 'channel':
			return channelIn(text) === existing.channel;
		case 'beneficiary':
			return beneficiaryIn(text) === existing.beneficiaryKind;
		case 'place': {
			const [community = '', grid = textIn(row.cell('grid'))] = text.split(/[/／\\>→]/);
			return bare(community) === bare(existing.communityName) && sameWords(grid) === sameWords(existing.gridName ?? '');
		}
		case 'rating':
			return text !== '' && ratingIn(text) === existing.rating;
		case 'claimers':
			return sortedWords(claimerNamesIn(text)) === sortedWords(existing.claimers);
		case 'publishedOn':
			// a ledger cannot publish: see stateOf
			return existing.publishedOn === null && stageOf(existing.state) === 'open';
		case 'progress': {
			const { stated, note } = progressIn(text);
			const isStage = stated === undefined || stageOf(stated) === stageOf(existing.state);
			const own = existing.progress === null || existing.progress === WORK_DONE ? '' : existing.progress;
			return isStage && sameWords(note) === sameWords(own);
		}
		default:
			return false;
	}
}

const sameIds = (some: readonly string[], others: readonly string[]): boolean =>
	[...some].sort().join() === [...others].sort().join();
const bare = (community: string): string => sameWords(community).replace(/(社区)?(居委会)?$/, '');
const sortedWords = (names: readonly string[]): string => names.map(sameWords).sort().join('、');
