import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatYuan } from '#kernel/money.ts';
import { newId } from '#kernel/ids.ts';
import {
	AcceptWish,
	ClaimerField,
	ClaimWish,
	ConfirmationCode,
	Fen,
	parseCosts,
	PublishWish,
	RecordContact,
	SubmitWork
} from './forms.ts';
import { CollectWish } from './intake-forms.ts';

const amount = fc.integer({ min: 0, max: 100_000_000 });

describe('amounts', () => {
	test('yuan as people write them and fen are the same amount', () => {
		fc.assert(
			fc.property(amount, fc.constantFrom('', '元', ' 元'), fc.constantFrom('', '¥'), (fen, after, before) => {
				expect(Fen.parse(`${before}${formatYuan(fen)}${after}`)).toBe(fen);
				expect(Fen.parse(fen)).toBe(fen);
			})
		);
	});

	test.each([-1, 1.5, Number.MAX_SAFE_INTEGER + 1, '', '很多', '-3', '1.234', '1,5'])('%s is no amount', (text) => {
		expect(Fen.safeParse(text).success).toBe(false);
	});
});

describe('costs, one a line', () => {
	const item = fc.stringMatching(/^[座厕灯管漆A-Za-z0-9]{1,12}$/);

	test('what is written comes back as items and fen', () => {
		const cost = fc.record({ item, amountFen: fc.integer({ min: 1, max: 9_999_999 }) });
		const between = fc.constantFrom(' ', '  ', '，', '：', ', ');
		fc.assert(
			fc.property(
				fc.array(cost, { maxLength: 6 }),
				between,
				fc.constantFrom('\n', '\n\n', '\r\n'),
				(costs, gap, end) => {
					const text = costs.map((one) => one.item + gap + formatYuan(one.amountFen).replaceAll(',', '')).join(end);
					expect(parseCosts(text)).toEqual(costs);
				}
			)
		);
	});

	test('an item may hold words and numbers; the last word is the amount', () => {
		expect(parseCosts('座厕（带 2 个扶手） 680\n 人工：1,200.50元 ')).toEqual([
			{ item: '座厕（带 2 个扶手）', amountFen: 68_000 },
			{ item: '人工', amountFen: 120_050 }
		]);
	});

	test.each(['座厕', '680', '座厕 六百', '座厕 0', '座厕 680\n人工'])('“%s” is refused as a whole', (text) => {
		expect(parseCosts(text)).toBeUndefined();
		expect(SubmitWork.safeParse({ note: '做好了', costs: text }).error?.issues[0]?.message).toContain('一行写一项');
	});

	test('nothing is no costs', () => {
		expect(SubmitWork.parse({ note: '做好了' }).costs).toEqual([]);
	});
});

describe('claimers', () => {
	test('a form’s text and an object say the same', () => {
		const id = newId();
		for (const kind of ['member', 'organisation'] as const) {
			expect(ClaimerField.parse(`${kind}:${id}`)).toEqual({ kind, id });
			expect(ClaimWish.parse({ claimer: { kind, id } }).claimer).toEqual({ kind, id });
		}
	});

	test.each(['', 'member', 'member:1', 'clerk:00000000-0000-7000-8000-000000000000', 7, null])('%s is none', (text) => {
		expect(ClaimerField.safeParse(text).error?.issues[0]?.message).toBe('请选择认领的党员或单位');
	});
});

describe('what must be agreed', () => {
	const collected = {
		category: 'goods',
		channel: 'window',
		communityId: newId(),
		beneficiaryKind: 'elder',
		told: '想要一盏灯',
		name: '陈小梅',
		consent: true
	};
	const published = {
		title: '一盏灯',
		publicText: '想要一盏灯',
		alias: '陈阿姨',
		category: 'goods',
		consentWay: 'phone',
		consent: true,
		cleared: true
	};

	test('a wish is not kept without consent', () => {
		expect(CollectWish.safeParse(collected).success).toBe(true);
		expect(CollectWish.safeParse({ ...collected, consent: false }).error?.issues.map(({ path }) => path)).toEqual([
			['consent']
		]);
	});

	test('nor published without a separate one, and without somebody having looked for personal details', () => {
		expect(PublishWish.safeParse(published).success).toBe(true);
		for (const missing of ['consent', 'cleared'])
			expect(PublishWish.safeParse({ ...published, [missing]: false }).error?.issues.map(({ path }) => path)).toEqual([
				[missing]
			]);
	});

	test('one to fifty places, one to five stars', () => {
		for (const places of [0, 51, 1.5]) expect(PublishWish.safeParse({ ...published, places }).success).toBe(false);
		for (const rating of [0, 6, '3.5', 'gut']) expect(AcceptWish.safeParse({ rating }).success).toBe(false);
		expect(AcceptWish.parse({ rating: '4' })).toMatchObject({ rating: 4, way: 'account', picturesConsent: false });
	});
});

test('a code is six digits, however they are typed', () => {
	expect(ConfirmationCode.parse(' １２３ 456 ')).toBe('123456');
	for (const text of ['12345', '1234567', 'abcdef', '']) expect(ConfirmationCode.safeParse(text).success).toBe(false);
});

test('a day is a day of the calendar', () => {
	const claimer = `member:${newId()}`;
	expect(RecordContact.safeParse({ claimer, contactedOn: '2026-02-29' }).success).toBe(false);
	expect(RecordContact.safeParse({ claimer, contactedOn: '2028-02-29' }).success).toBe(true);
});
