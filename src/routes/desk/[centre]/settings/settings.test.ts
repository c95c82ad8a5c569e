import { expect, test } from 'vitest';
import { declared, fieldsOf, forms, valueWords } from './declared.ts';
import { standingOn } from './standing.ts';

test('every setting has a name of its own, a standard that fits it, words, and a form that takes the standard', () => {
	expect(new Set(declared.map(({ name }) => name)).size).toBe(declared.length);
	for (const setting of declared) {
		expect(setting.schema.safeParse(setting.standard).success).toBe(true);
		expect(valueWords(setting, setting.standard)).toMatch(/\d/);
		const fields = Object.entries(fieldsOf(setting, setting.standard)).map(([name, text]) => [
			name,
			name === 'unit' ? text : Number(text)
		]);
		const choice = { ...Object.fromEntries(fields), effectiveFrom: '2026-05-01', citation: '惯例' };
		expect(forms[setting.fields].safeParse(choice).success).toBe(true);
	}
});

test('what stands is the newest choice in force, else the standard; what comes next is told', () => {
	const [setting] = declared;
	if (!setting) throw new Error('there are settings');
	const row = (effectiveFrom: string, amount: number) => ({
		name: setting.name,
		value: { amount, unit: 'days' },
		effectiveFrom,
		citation: `第${amount}号`,
		setBy: null,
		setAt: new Date()
	});
	const history = [row('2026-09-01', 9), row('2026-07-01', 7), row('2026-05-01', 6), row('2026-05-01', 5)];
	expect(standingOn(setting, history, '2026-04-30')).toMatchObject({ value: setting.standard, since: null });
	expect(standingOn(setting, history, '2026-05-01')).toMatchObject({
		value: { amount: 6 },
		since: '2026-05-01',
		citation: '第6号',
		next: { effectiveFrom: '2026-07-01' }
	});
	expect(standingOn(setting, history, '2026-10-01').next).toBeUndefined();
	expect(standingOn(setting, [{ ...row('2026-01-01', 1), name: 'other' }], '2026-05-01').since).toBeNull();
});
