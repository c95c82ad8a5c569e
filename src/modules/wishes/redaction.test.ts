import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksLeftIn, markedIn, personalDetailsIn } from './redaction.ts';

const kindsIn = (text: string, known = {}) => personalDetailsIn(text, known).map(({ kind }) => kind);

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
/** Words between which a detail may stand. */
const words = fc.constantFrom('', '请打', '我住在', '，谢谢', '联系我 ', '。');
const separator = fc.constantFrom('', ' ', '-');

const hidden = (detail: fc.Arbitrary<string>, kind: string) =>
	fc.assert(
		fc.property(words, detail, words, (before, found, after) => {
			expect(kindsIn(before + found + after)).toContain(kind);
		})
	);

describe('what is personal by its form is found, wherever it stands', () => {
	test('a mobile number, however it is grouped', () => {
		const number = fc
			.tuple(
				fc.constantFrom('', '+86 ', '86'),
				fc.stringMatching(/^1[3-9]\d$/),
				separator,
				digits(4),
				separator,
				digits(4)
			)
			.map((parts) => parts.join(''));
		hidden(number, '电话');
	});

	test('a number of a house, with and without a dash', () => {
		hidden(
			fc.tuple(fc.constantFrom('020', '0757'), separator, digits(8)).map((parts) => parts.join('')),
			'电话'
		);
	});

	test('an identity number, also with X and in groups', () => {
		const number = fc
			.tuple(digits(6), separator, digits(8), separator, digits(3), fc.constantFrom('X', 'x', '0', '7'))
			.map((parts) => parts.join(''));
		hidden(number, '证件号码');
	});

	test('a number plate', () => {
		hidden(
			fc
				.tuple(fc.constantFrom('粤A', '粤B·', '湘C '), fc.stringMatching(/^[A-HJ-NP-Z0-9]{5}$/))
				.map((parts) => parts.join('')),
			'车牌'
		);
	});

	test('a mobile number with signs between its digits, and one in Chinese digits', () => {
		const spaced = fc
			.tuple(fc.stringMatching(/^1[3-9]\d{9}$/), fc.constantFrom(' ', '-', '.', '—', ' - '))
			.map(([number, sign]) => [...number].join(sign));
		hidden(spaced, '电话');
		const written = fc
			.tuple(fc.constantFrom('一三八', '幺五九', '一八六'), fc.stringMatching(/^[零〇一二三四五六七八九幺]{8}$/))
			.map((parts) => parts.join(''));
		hidden(written, '电话');
	});

	test('a bank card, however it is grouped', () => {
		const card = fc
			.tuple(digits(4), separator, digits(4), digits(4), digits(4), fc.constantFrom('', '7', '903'))
			.map(([one, sign, two, three, four, rest]) => [one, two, three, four].join(sign) + rest);
		fc.assert(
			fc.property(words, card, (before, found) => {
				// nineteen digits may be an identity number, too: somebody's in any case
				expect(kindsIn(before + found).length).toBeGreaterThan(0);
			})
		);
	});

	test.each([
		['请加微信 meihua_2026', '微信、QQ'],
		['我的wx：plum-1956', '微信、QQ'],
		['QQ号是 10012345', '微信、QQ'],
		['写信到 mei.hua@example.com.cn 就行', '邮箱'],
		['车停在楼下，粤AD12345', '车牌'],
		['粤Z1234港', '车牌'],
		['粤a·12345', '车牌'],
		['旧身份证 440103560923123', '证件号码'],
		['回乡证 H12345678', '证件号码'],
		['（020）8765 4321', '电话'],
		['2单元303室', '住址'],
		['木棉横街十五号四零二房', '住址'],
		['水月坊B栋1203', '住址']
	])('%s', (text, kind) => {
		expect(kindsIn(text)).toContain(kind);
	});

	test('digits in full width are digits', () => {
		expect(kindsIn('电话１３８００００１２３４')).toEqual(['电话']);
	});

	test.each([
		'木棉横街15号402房',
		'水月坊 3栋501',
		'5号楼302室',
		'榕荫巷12号之三 202',
		'和乐坊8座2梯1204',
		'竹丝巷9号东座301房',
		'6栋2单元303'
	])('an address down to the door: %s', (address) => {
		expect(kindsIn(`我家在${address}，欢迎来`)).toContain('住址');
	});
});

describe('what is known of the person is found', () => {
	const known = { name: '欧阳小梅', phone: '020-8765 4321', address: '木棉横街15号402房' };

	test.each([
		['谢谢，欧阳小梅', '姓名'],
		['打 020-8765 4321', '电话'],
		['就在木棉横街15号楼下', '住址']
	])('%s', (text, kind) => {
		expect(kindsIn(text, known)).toEqual([kind]);
	});

	test('each detail is told once', () => {
		expect(personalDetailsIn('木棉横街15号402房，木棉横街15号402房', known)).toHaveLength(1);
	});

	test('a surname alone, as in an alias, is no name', () => {
		expect(kindsIn('欧阳阿姨，王奶奶', known)).toEqual([]);
		expect(kindsIn('王奶奶', { name: '王' })).toEqual([]);
	});
});

describe('what only looks personal is marked, and somebody judges', () => {
	const marked = (text: string) => markedIn(text).map(({ text: found }) => found);

	test.each([
		['我叫陈秀英，想装一条扶手', '陈秀英'],
		['由：李建国先生代为提出', '李建国'],
		['联系人：欧阳小梅', '欧阳小梅'],
		['打 87654321 找他', '87654321'],
		['木棉横街15号楼道的灯坏了', '木棉横街15号'],
		['水月坊里的3栋2单元', '3栋2单元']
	])('%s', (text, found) => {
		expect(marked(text)).toContain(found);
		expect(personalDetailsIn(text)).toEqual([]);
	});

	test('a mark that was left where a detail stood is no text', () => {
		expect(marksLeftIn('我叫〔姓名〕，打〔微信、QQ〕')).toEqual(['〔姓名〕', '〔微信、QQ〕']);
		expect(marksLeftIn('〔一〕想要一盏灯')).toEqual([]);
	});
});

describe('innocent words stay', () => {
	test.each([
		'周末请师傅来看一看，陈阿姨、王师傅都认识',
		'想找一位老师教书法，于老师也行',
		'新iPad2020款的充电头，预算1300元',
		'微信群里说过了，QQ也行',
		'水电费单号 20261124，共1200元',
		'一个人住六楼，晚上起夜看不清路，想在床边装两盏小夜灯。',
		'12月15号前送到20斤米',
		'本月8号300元左右的电饭煲',
		'2026年3月5号1200块以内',
		'3号线地铁口，50人一起',
		'孩子上五年级，想要一张1200毫米的书桌',
		'第三网格东座，二栋楼下的花坛',
		'15号前想要两间房子通风',
		'编号 7K3M9P2Q，预算 97150.60 元'
	])('%s', (text) => {
		expect(markedIn(text)).toEqual([]);
	});

	test('no text of words and short numbers is marked', () => {
		const innocent = fc.array(
			fc.oneof(fc.constantFrom('想要', '一台', '电风扇', '，', '天', '个', '月'), fc.nat(99).map(String)),
			{ maxLength: 20 }
		);
		fc.assert(
			fc.property(innocent, (parts) => {
				expect(markedIn(parts.join('、'))).toEqual([]);
			})
		);
	});
});
