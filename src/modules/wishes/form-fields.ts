import { z } from 'zod';
import { parseYuan } from '#kernel/money.ts';

/** An amount in fen: a whole number is fen, a text is yuan as people write it. */
export const Fen = z
	.union(
		[
			z.int().nonnegative(),
			z.string().transform((text, context) => {
				const fen = parseYuan(text);
				if (fen === undefined) context.addIssue({ code: 'custom', message: '请填金额，例如 97.50' });
				return fen ?? z.NEVER;
			})
		],
		'请填金额，例如 97.50'
	)
	.meta({ title: '金额', description: 'fen as a whole number, or yuan as text', examples: [9750] });

export interface CostItem {
	item: string;
	amountFen: number;
	/** Of a project: the item of its budget that it belongs to. */
	budgetItemId?: string | undefined;
}

/** One item a line, its amount in yuan at the end: “座厕 680”. */
export function parseCosts(text: string): CostItem[] | undefined {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const items = lines.map((line) => {
		const [, item, yuan] = /^(.*?\S)[\s,，:：]+(\S+)\s*$/.exec(line.trim()) ?? [];
		const amountFen = parseYuan(yuan ?? '');
		return item !== undefined && amountFen ? { item, amountFen } : undefined;
	});
	return items.every((item) => item !== undefined) ? items : undefined;
}

export const COSTS_WRONG = '费用请一行写一项，名称在前，金额在后，例如：座厕 680';

export const CostItem = z.object({ item: z.string().trim().min(1).max(60), amountFen: z.int().positive() });

export const costsOf = <Item extends z.ZodType<CostItem>>(item: Item) =>
	z.union(
		[
			z.array(item).max(50),
			z.string().transform((text, context): CostItem[] => {
				const costs = parseCosts(text);
				if (!costs) context.addIssue({ code: 'custom', message: COSTS_WRONG });
				return costs ?? z.NEVER;
			})
		],
		COSTS_WRONG
	);

/** Money that was spent: it may name the item of a project's budget by its id, or by beginning like it. */
export const Costs = costsOf(z.object({ ...CostItem.shape, budgetItemId: z.uuid().optional() }))
	.default([])
	.meta({ title: '费用', examples: [[{ item: '座厕', amountFen: 68000 }]] });

export const words = (title: string, longest: number, shortest = 1) =>
	z
		.string()
		.trim()
		.min(shortest)
		.max(longest)
		.meta({ title, examples: ['按约定办理'] });
export const Note = words('备注', 500).optional();
export const Pictures = z
	.array(z.uuid())
	.max(9)
	.default([])
	.meta({ title: '照片', examples: [[]] });
export const Documents = (title: string) =>
	z
		.array(z.uuid())
		.max(9)
		.default([])
		.meta({ title, examples: [[]] });
export const Day = z.iso.date().meta({ examples: ['2026-11-20'] });

const CHOOSE_CLAIMER = '请选择认领的党员或单位';
const ClaimerObject = z.object({ kind: z.enum(['member', 'organisation']), id: z.uuid(CHOOSE_CLAIMER) });

/** Who claims, as an object, or as a form's select sends it: `member:<id>` or `organisation:<id>`. */
export const ClaimerField = z
	.union(
		[
			ClaimerObject,
			z
				.string()
				.transform((text) => {
					const [kind, id] = text.split(':');
					return { kind, id };
				})
				.pipe(ClaimerObject)
		],
		CHOOSE_CLAIMER
	)
	.meta({ title: '认领人', examples: [{ kind: 'member', id: '00000000-0000-7000-8000-000000000000' }] });

/** The reference of a wish, as it is read aloud or typed: case and spaces do not matter. */
export const ReferenceField = z
	.string()
	.transform((text) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
	.pipe(z.string().regex(/^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$/, '编号是8位字母和数字'));
