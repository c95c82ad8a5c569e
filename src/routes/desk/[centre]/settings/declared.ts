import { z } from 'zod';
import { parse } from '#kernel/command.ts';
import type { Limit } from '#kernel/lifecycle.ts';
import { formatYuan } from '#kernel/money.ts';
import { attendanceSettings } from '#modules/attendance/index.ts';
import { limitsOfCheckIns } from '#modules/checkins/index.ts';
import { limitsOfCobuilding } from '#modules/cobuilding/index.ts';
import { LimitValue, warnWithin } from '#modules/deadlines/index.ts';
import { SetSetting, type Setting } from '#modules/directory/index.ts';
import { openingSettings } from '#modules/people/index.ts';
import { quotaRelease } from '#modules/posts/index.ts';
import { limitsOfRecords } from '#modules/records/index.ts';
import { claimLimits, Fen, limitsOfWishes, moneyLimit } from '#modules/wishes/index.ts';

/** A setting of a module as the settings page shows it: in words, and as the fields of a form. */
export interface Declared {
	name: string;
	title: string;
	citation: string;
	standard: unknown;
	fields: 'limit' | 'warnWithin' | 'count' | 'money';
	/** What a count counts. */
	unit?: string;
	schema: z.ZodType;
}

/** Every setting that the modules declare, in the order of the page. */
export const declared: readonly Declared[] = [
	...[...limitsOfWishes, ...limitsOfCheckIns, ...limitsOfCobuilding, ...limitsOfRecords].map(
		({ rule, title, standard, citation }): Declared => ({
			...{ name: `deadline.${rule}`, title, standard, citation },
			fields: 'limit',
			schema: LimitValue
		})
	),
	of(warnWithin, 'warnWithin'),
	of(moneyLimit, 'money'),
	...Object.values(claimLimits).map((setting) => of(setting, 'count')),
	...Object.values(openingSettings).map((setting) => of(setting, 'count')),
	...Object.values(attendanceSettings).map((setting) => of(setting, 'count')),
	of(quotaRelease, 'count')
];

function of<Value>(setting: Setting<Value>, fields: Declared['fields']): Declared {
	return { ...setting, fields };
}

const whole = z.int().min(0).max(1000);
const choice = { effectiveFrom: SetSetting.shape.effectiveFrom, citation: SetSetting.shape.citation };

/** The form of each kind of value. */
export const forms = {
	limit: z.object({ ...LimitValue.shape, ...choice }),
	warnWithin: z.object({ workdays: whole, days: whole, ...choice }),
	count: z.object({ count: whole, ...choice }),
	money: z.object({ amount: Fen, ...choice })
} satisfies Record<Declared['fields'], z.ZodObject>;

const units: Record<Limit['unit'], string> = { days: '天', workdays: '个工作日', months: '个月' };

/** A value in words; as it is kept when it is not of its kind. */
export function valueWords({ fields, schema, unit = '次' }: Declared, value: unknown): string {
	if (!schema.safeParse(value).success) return JSON.stringify(value);
	if (fields === 'count') return `${Number(value)}${unit}`;
	if (fields === 'money') return `${formatYuan(Number(value))} 元`;
	if (fields === 'limit') {
		const { amount, unit } = value as Limit;
		return `${amount}${units[unit]}`;
	}
	const { workdays, days } = value as typeof warnWithin.standard;
	return `提前${workdays}个工作日（按工作日计的）、提前${days}天（其他）`;
}

/** A value as the fields of its form hold it. */
export function fieldsOf({ fields }: Declared, value: unknown): Record<string, string> {
	if (fields === 'count') return { count: String(value) };
	if (fields === 'money') return { amount: formatYuan(Number(value)) };
	return Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, String(part)]));
}

/** The value that was chosen, out of the fields of its form. Errors: Invalid. */
export function valueIn({ fields, schema }: Declared, parts: Record<string, unknown>): unknown {
	if (fields === 'count') return parse(z.object({ count: schema }), parts).count;
	if (fields === 'money') return parse(z.object({ amount: schema }), parts).amount;
	return parse(schema, parts);
}
