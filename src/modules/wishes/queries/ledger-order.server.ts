import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { isId } from '#kernel/ids.ts';
import type { LedgerOrder } from '../ledger.ts';

/** By what the lines follow one another; the id decides between equal ones. A key is never null: what has none comes last. */
interface Order {
	name: LedgerOrder;
	key: RawBuilder<unknown>;
	direction: RawBuilder<unknown>;
	isKey(text: string): boolean;
	type: RawBuilder<unknown>;
}

/** Where a page begins: behind the line with this key and id. The number goes along so that all lines are counted through. */
interface Cursor {
	key: string;
	id: string;
	number: number;
}

const [up, down] = [sql`asc`, sql`desc`];
const date = { isKey: (text: string) => z.iso.date().safeParse(text).success, type: sql`date` };
const amount = { isKey: (text: string) => /^-?\d{1,15}$/.test(text), type: sql`bigint` };
const words = { isKey: () => true, type: sql`text` };

const orders: Record<LedgerOrder, Omit<Order, 'name'>> = {
	collectedOn: { key: sql`w.collected_on`, direction: up, ...date },
	collectedLast: { key: sql`w.collected_on`, direction: down, ...date },
	publishedLast: { key: sql`coalesce(w.published_on, '0001-01-01'::date)`, direction: down, ...date },
	completedLast: { key: sql`coalesce(w.completed_on, '0001-01-01'::date)`, direction: down, ...date },
	budget: { key: sql`coalesce(w.budget_fen, -1)`, direction: down, ...amount },
	place: {
		key: sql`(select name from directory.community where centre_id = w.centre_id and id = w.community_id)`,
		direction: up,
		...words
	},
	category: { key: sql`w.kind || ' ' || w.category`, direction: up, ...words }
};

export const orderOf = (name: LedgerOrder = 'collectedOn'): Order => ({ name, ...orders[name] });

export const behind = ({ key, direction, type }: Order, cursor: Cursor): RawBuilder<unknown> =>
	sql`(${key}, w.id) ${direction === up ? sql`>` : sql`<`} (${cursor.key}::${type}, ${cursor.id}::uuid)`;

export const cursorAt = ({ name }: Order, { key, id, number }: Cursor): string =>
	Buffer.from(JSON.stringify([name, key, id, number])).toString('base64url');

const Written = z.tuple([z.string(), z.string().max(100), z.string(), z.int().min(0).max(999_999_999)]);

/** Reads a cursor from an address; undefined for anything that is none of this order, and the list begins anew. */
export function cursorIn(after: string | null | undefined, order: Order): Cursor | undefined {
	const written = Written.safeParse(jsonIn(Buffer.from(after ?? '', 'base64url').toString()));
	if (!written.success) return undefined;
	const [name, key, id, number] = written.data;
	return name === order.name && order.isKey(key) && isId(id) ? { key, id, number } : undefined;
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// an address that somebody has cut or changed
		return undefined;
	}
}
