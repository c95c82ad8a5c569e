import { z } from 'zod';
import { formatYuan } from '#kernel/money.ts';
import type { SheetValue } from '#modules/sheets/index.ts';
import { wishLifecycle, wishStates, type WishState } from './lifecycle.ts';
import {
	beneficiaryKinds,
	channels,
	keysOf,
	kinds,
	ratingWord,
	type BeneficiaryKind,
	type Channel,
	type WishKind
} from './wish.ts';

/** A line of the ledger of micro-wishes and micro-projects (双微台账). Days are Shanghai's, YYYY-MM-DD. */
export interface LedgerRow {
	id: string;
	number: number;
	reference: string;
	kind: WishKind;
	categoryName: string;
	channel: Channel;
	communityName: string;
	gridName: string | null;
	beneficiaryKind: BeneficiaryKind;
	/** The public words; none before publication, for what was told is personal. */
	title: string | null;
	budgetFen: number | null;
	collectedOn: string;
	verifiedOn: string | null;
	publishedOn: string | null;
	/** Who holds a place, the lead first. */
	claimers: string[];
	claimedOn: string | null;
	contactedOn: string | null;
	state: WishState;
	/** The newest note on the work. */
	progress: string | null;
	actualFen: number | null;
	completedOn: string | null;
	rating: number | null;
	pictures: number;
	/** What an imported ledger names as proof. */
	evidence: string | null;
	handler: string | null;
}

export interface LedgerTotals {
	count: number;
	budgetFen: number;
	actualFen: number;
}

export type LedgerValue = SheetValue;

export interface LedgerColumn {
	key: string;
	label: string;
	/** Width in a spreadsheet, in characters. */
	width: number;
	value(row: LedgerRow): LedgerValue;
}

const column = (key: string, label: string, width: number, value: LedgerColumn['value']): LedgerColumn => ({
	key,
	label,
	width,
	value
});

/** The twenty columns, in the order of the printed ledger. */
export const ledgerColumns: readonly LedgerColumn[] = [
	column('number', '序号', 6, ({ number }) => ({ number })),
	column('reference', '编号', 12, ({ reference }) => ({ text: reference })),
	column('category', '类别', 20, ({ kind, categoryName }) => ({ text: `${kinds[kind]}·${categoryName}` })),
	column('channel', '来源', 14, ({ channel }) => ({ text: channels[channel] })),
	column('place', '社区/网格', 20, ({ communityName, gridName }) => ({
		text: gridName === null ? communityName : `${communityName}／${gridName}`
	})),
	column('beneficiary', '对象类别', 16, ({ beneficiaryKind }) => ({ text: beneficiaryKinds[beneficiaryKind] })),
	column('title', '内容', 32, ({ title }) => ({ text: title ?? '（未公开）' })),
	column('budget', '预算', 12, ({ budgetFen }) => ({ fen: budgetFen })),
	column('collectedOn', '征集日期', 12, ({ collectedOn }) => ({ day: collectedOn })),
	column('verifiedOn', '审核日期', 12, ({ verifiedOn }) => ({ day: verifiedOn })),
	column('publishedOn', '发布日期', 12, ({ publishedOn }) => ({ day: publishedOn })),
	column('claimers', '认领人/单位', 24, ({ claimers }) => ({ text: claimers.join('、') || null })),
	column('claimedOn', '认领日期', 12, ({ claimedOn }) => ({ day: claimedOn })),
	column('contactedOn', '联系日期', 12, ({ contactedOn }) => ({ day: contactedOn })),
	column('progress', '实施情况', 32, ({ state, progress }) => ({
		text: [wishLifecycle.states[state].label, progress].filter(Boolean).join('：')
	})),
	column('actual', '实际金额', 12, ({ actualFen }) => ({ fen: actualFen })),
	column('completedOn', '完成日期', 12, ({ completedOn }) => ({ day: completedOn })),
	column('rating', '满意度', 12, ({ rating }) => ({ text: rating === null ? null : ratingWord(rating) })),
	column('pictures', '佐证', 10, ({ pictures, evidence }) => ({
		text: pictures === 0 ? evidence : `照片${pictures}张`
	})),
	column('handler', '经办人', 12, ({ handler }) => ({ text: handler }))
];

/** A value as a page shows it. */
export function ledgerText(value: LedgerValue): string {
	if ('fen' in value) return value.fen === null ? '' : formatYuan(value.fen);
	if ('number' in value) return String(value.number);
	return ('day' in value ? value.day : value.text) ?? '';
}

/** Which lines; what is not given does not narrow. */
export interface LedgerFilter {
	/** Of the day of collection; null for every year. */
	year: number | null;
	kind?: WishKind | undefined;
	state?: WishState | undefined;
	category?: string | undefined;
	communityId?: string | undefined;
	channel?: Channel | undefined;
	/** A reference, or a part of the title. */
	q?: string | undefined;
	/** By day of collection, from early to late, when left out. */
	order?: LedgerOrder | undefined;
}

/** In what order the lines can stand. */
export const ledgerOrders = {
	collectedOn: '征集日期，从早到晚',
	collectedLast: '征集日期，从晚到早',
	publishedLast: '发布日期，从晚到早',
	completedLast: '完成日期，从晚到早',
	budget: '预算，从多到少',
	place: '社区',
	category: '类别'
} as const;
export type LedgerOrder = keyof typeof ledgerOrders;

const Search = z.object({
	year: z.literal('all').or(z.coerce.number().int().min(2000).max(2100)).optional().catch(undefined),
	kind: z.enum(keysOf(kinds)).optional().catch(undefined),
	state: z.enum(wishStates).optional().catch(undefined),
	category: z.string().min(1).max(31).optional().catch(undefined),
	community: z.uuid().optional().catch(undefined),
	channel: z.enum(keysOf(channels)).optional().catch(undefined),
	q: z.string().trim().min(1).max(60).optional().catch(undefined),
	order: z.enum(keysOf(ledgerOrders)).optional().catch(undefined)
});

/** Reads an address; what it cannot mean is left out. Without a year, this year. */
export function ledgerFilterIn(search: URLSearchParams, today: string): LedgerFilter {
	const { year, community, ...given } = Search.parse(Object.fromEntries(search));
	return { ...given, communityId: community, year: year === 'all' ? null : (year ?? Number(today.slice(0, 4))) };
}
