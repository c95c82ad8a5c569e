import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearedOf, passagesOf, wantedIn } from './passages.ts';
import { personalDetailsIn } from './redaction.ts';

const known = { name: '陈秀英', phone: '13800138000', address: '梅花路12号3栋502房' };
const marked = (text: string) => passagesOf(text, personalDetailsIn(text, known));

test('what tells who somebody is stands in a passage of its own, in the words as they were written', () => {
	expect(marked('我叫陈秀英，电话１３８００１３８０００，想装扶手。')).toEqual([
		{ text: '我叫', kind: null },
		{ text: '陈秀英', kind: '姓名' },
		{ text: '，电话', kind: null },
		{ text: '１３８００１３８０００', kind: '电话' },
		{ text: '，想装扶手。', kind: null }
	]);
	expect(marked('')).toEqual([]);
	expect(marked('陈秀英找陈秀英').filter(({ kind }) => kind)).toHaveLength(2);
});

test('a title is proposed out of the clause that says what is wanted, never one with a name in it', () => {
	expect(wantedIn(marked('我叫陈秀英，浴室地滑，想装一条扶手。'), 20)).toBe('想装一条扶手');
	expect(wantedIn(marked('我叫陈秀英，浴室地滑。'), 20)).toBe('浴室地滑');
	expect(wantedIn(marked('陈秀英想装一条扶手'), 20)).toBe('');
	expect(wantedIn(marked('想要一张可以折叠的小书桌'), 4)).toBe('想要一张');
});

const pieces = fc.constantFrom(
	'陈秀英',
	'13800138000',
	'１３９１２３４５６７８',
	'440103199001011234',
	'粤A12345',
	'，',
	'想',
	'灯',
	'7',
	'𠮷'
);

test('the passages together are the text, and without the marked ones nothing personal is left', () => {
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
			const text = parts.join('，');
			const passages = marked(text);
			expect(passages.map((passage) => passage.text).join('')).toBe(text);
			expect(personalDetailsIn(clearedOf(passages), known)).toEqual([]);
		})
	);
});
