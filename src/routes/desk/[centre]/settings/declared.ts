import { z } from 'zod';
import type { Limit } from '#kernel/lifecycle.ts';
import { LimitValue, warnWithin } from '#modules/deadlines/index.ts';
import { SetSetting, type Setting } from '#modules/directory/index.ts';
import { unusualOpenings } from '#modules/people/index.ts';
import { limitsOfWishes } from '#modules/wishes/index.ts';

/** A setting of a module as the settings page shows it: in words, and as the fields of a form. */
export interface Declared {
	name: string;
	title: string;
	citation: string;
	standard: unknown;
	fields: 'limit' | 'warnWithin' | 'count';
	schema: z.ZodType;
}

/** Every setting that the modules declare, in the order of the page. */
export const declared: readonly Declared[] = [
	...limitsOfWishes.map(({ rule, title, standard, citation }): Declared => ({
		...{ name: `deadline.${rule}`, title, standard, citation },
		fields: 'limit',
		schema: LimitValue
	})),
	of(warnWithin, 'warnWithin'),
	of(unusualOpenings, 'count')
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
	count: z.object({ count: whole, ...choice })
} satisfies Record<Declared['fields'], z.ZodObject>;

const units: Record<Limit['unit'], string> = { days: '天', workdays: '个工作日', months: '个月' };

/** A value in words; as it is kept when it is not of its kind. */
export function valueWords({ fields, schema }: Declared, value: unknown): string {
	if (!schema.safeParse(value).success) return JSON.stringify(value);
	if (fields === 'count') return `${Number(value)}次`;
	if (fields === 'limit') {
		const { amount, unit } = value as Limit;
		return `${amount}${units[unit]}`;
	}
	const { workdays, days } = value as typeof warnWithin.standard;
	return `提前${workdays}个工作日（按工作日计的）、提前${days}天（其他）`;
}

/** A value as the fields of its form hold it. */
export const fieldsOf = ({ fields }: Declared, value: unknown): Record<string, string> =>
	fields === 'count'
		? { count: String(value) }
		: Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, String(part)]));
