import type { Issue } from '#kernel/errors.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName, StreetAddress } from '#modules/people/index.ts';
import { dayIn, fenIn, textIn, type ImportRow } from '#modules/sheets/index.ts';
import { beneficiaryKinds, channels, ratings, type Claimer } from '../wish.ts';
import { LedgerEntry } from './entry.ts';
import type { Lookup } from './lookup.server.ts';
import { stateOf } from './state.ts';
import { beneficiaryIn, channelIn, claimerNamesIn, kindIn, progressIn, ratingIn } from './words.ts';

const MOST_CLAIMERS = 50;
const LONGEST = 1000;

/** Reads a line. What it does not say plainly is an issue of its field, with what to do. Names of claimers must have been met. */
export function readEntry(row: ImportRow, lookup: Lookup, today: string): LedgerEntry | Issue[] {
	const issues: Issue[] = [];
	const wrong = (field: string, message: string): undefined => void issues.push({ field, message });
	const text = (field: string): string => {
		const cell = row.cell(field);
		if (typeof cell === 'object' && cell !== null) wrong(field, brokenFormula(cell.error));
		return textIn(cell);
	};
	const day = (field: string): string | null => {
		const read = dayIn(row.cell(field), row.from1904);
		if (read === undefined)
			return wrong(field, `${quoted(row, field)}不是日期，请写成 2021-03-05 或 2021年3月5日`) ?? null;
		if (read !== null && read > today) return wrong(field, `${read} 还没有到，请核对`) ?? null;
		return read;
	};
	const money = (field: string): number | null => {
		const read = fenIn(row.cell(field), row.heading(field).includes('万元'));
		return read === undefined ? (wrong(field, `${quoted(row, field)}不是金额，请只写数字，例如 97.50`) ?? null) : read;
	};
	const word = <Code>(field: string, read: (text: string) => Code | undefined, offered: readonly string[]) => {
		const said = text(field);
		if (said === '') return wrong(field, '没有填，请补上');
		return read(said) ?? wrong(field, `${quoted(row, field)}认不出来，请写：${offered.join('、')}`);
	};
	const short = (field: string): string | null => {
		const said = text(field);
		if ([...said].length > LONGEST) wrong(field, `最多 ${LONGEST} 个字，请缩短一些`);
		return said === '' ? null : said;
	};
	const checked = (field: string, schema: typeof PersonName | typeof StreetAddress): string | null => {
		const said = text(field);
		const read = said === '' ? undefined : schema.safeParse(said);
		if (read && !read.success) wrong(field, read.error.issues[0]?.message ?? '写得不对，请核对');
		return read?.data ?? null;
	};

	const { kind, category } = categoryIn(text('kind'), text('category'), lookup, wrong, row);
	const place = placeIn(text('place'), text('grid'), lookup, wrong, row);
	const said = progressIn(short('progress') ?? '');
	const claimers = claimersIn(text('claimers'), lookup, wrong);
	const [collectedOn, claimedOn, completedOn] = [day('collectedOn'), day('claimedOn'), day('completedOn')];
	const dates = { verifiedOn: day('verifiedOn'), publishedOn: day('publishedOn'), contactedOn: day('contactedOn') };
	const actualFen = money('actual');
	const rating = text('rating') === '' ? null : (word('rating', ratingIn, ratings) ?? null);
	if (collectedOn === null && !issues.some(({ field }) => field === 'collectedOn'))
		wrong('collectedOn', '没有填，请补上');
	const content = short('content') ?? wrong('content', '没有填，请写上是什么心愿');
	for (const [field, on] of [
		['claimedOn', claimedOn],
		['completedOn', completedOn]
	] as const)
		if (collectedOn !== null && on !== null && on < collectedOn) wrong(field, `早于征集日期 ${collectedOn}，请核对`);
	const entry = {
		kind,
		category,
		channel: word('channel', channelIn, Object.values(channels)),
		...place,
		beneficiaryKind: word('beneficiary', beneficiaryIn, Object.values(beneficiaryKinds)),
		content,
		budgetFen: money('budget'),
		collectedOn,
		...dates,
		claimers,
		claimedOn,
		progress: said.note === '' ? null : said.note,
		actualFen,
		completedOn,
		rating,
		evidence: short('evidence'),
		handlerId: lookup.handler(text('handler')),
		handler: short('handler'),
		name: checked('name', PersonName),
		phone: phoneIn(text('phone'), wrong),
		address: checked('address', StreetAddress)
	};
	if (issues.length > 0) return issues;
	const proofs = { ...said, ...dates, completedOn, claimedOn, actualFen, rating, claimers: claimers.length };
	const proved = stateOf(proofs);
	if ('issues' in proved) return proved.issues;
	return LedgerEntry.parse({ ...entry, ...proved });
}

type Wrong = (field: string, message: string) => undefined;

const quoted = (row: ImportRow, field: string): string => {
	const text = textIn(row.cell(field));
	return `“${[...text].length > 20 ? `${[...text].slice(0, 20).join('')}…` : text}”`;
};

const brokenFormula = (error: string): string =>
	error === '公式'
		? '这一格是公式，没有存下结果。请在表格软件里打开、保存一次，或者改成文字'
		: `这一格的公式出错了（${error}），请改成文字或数字`;

/** “微心愿·便民服务”, or the category alone, with the kind in a column of its own or in none. */
function categoryIn(kindText: string, text: string, lookup: Lookup, wrong: Wrong, row: ImportRow) {
	const [first = '', ...rest] = text.split(/[·・—\-:：]/);
	const inFront = rest.length > 0 ? kindIn(first) : undefined;
	const kind = kindText === '' ? (inFront ?? 'wish') : kindIn(kindText);
	if (kind === undefined) wrong('kind', `${quoted(row, 'kind')}认不出来，请写：微心愿、微项目`);
	const category = lookup.category(inFront ? text.slice(first.length + 1) : text);
	if (text === '') wrong('category', '没有填，请补上');
	else if (category === undefined)
		wrong('category', `${quoted(row, 'category')}不是本中心的类别，请写：${lookup.categoryNames.join('、')}`);
	return { kind, category };
}

function placeIn(text: string, gridText: string, lookup: Lookup, wrong: Wrong, row: ImportRow) {
	const [community = '', inPlace = ''] = text.split(/[/／\\>→]/);
	if (community.trim() === '') return wrong('place', '没有填，请补上');
	const place = lookup.place(community, gridText || inPlace);
	if (place) return place;
	if (lookup.place(community, '') === undefined)
		return wrong('place', `${quoted(row, 'place')}不是本中心的社区，请写：${lookup.communityNames.join('、')}`);
	return wrong(
		gridText ? 'grid' : 'place',
		`${quoted(row, gridText ? 'grid' : 'place')}不是这个社区的网格，请核对，或者先在“社区网格”里添加`
	);
}

function claimersIn(text: string, lookup: Lookup, wrong: Wrong): Claimer[] {
	const names = claimerNamesIn(text);
	if (names.length > MOST_CLAIMERS) wrong('claimers', `认领人最多 ${MOST_CLAIMERS} 个，请核对`);
	const found = names.flatMap((name) => {
		const called = lookup.claimers(name);
		if (called.length === 0) wrong('claimers', `没有叫“${name}”的党员或单位。请核对写法，或者先在“党员”“单位”里登记`);
		if (called.length > 1)
			wrong('claimers', `叫“${name}”的有 ${called.length} 个，分不清是哪一个。请写党员的全名、单位的全称`);
		return called.slice(0, 1);
	});
	return found.filter((one, at) => found.findIndex(({ kind, id }) => kind === one.kind && id === one.id) === at);
}

/** A mobile number, or one of a house. */
function phoneIn(text: string, wrong: Wrong): string | null {
	if (text === '') return null;
	const mobile = MobilePhone.safeParse(text.replace(/^['’]/, ''));
	if (mobile.success) return mobile.data;
	const digits = text.normalize('NFKC').replace(/[\s()（）]/g, '');
	if (/^(0\d{2,3}-?)?\d{7,8}$/.test(digits)) return digits;
	return wrong('phone', '电话写得不对，请只写一个号码：11位手机号，或者区号加座机号') ?? null;
}
