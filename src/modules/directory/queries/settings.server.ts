import type { Db } from '#kernel/db.ts';
import { accountNames } from '#modules/identity/server.ts';
import type { Setting, Standing } from '../setting.ts';

/** The value in force on a day (YYYY-MM-DD, Shanghai): of the newest effective date, the newest word. Undefined when nothing was chosen. */
export const settingOf = async (db: Db, centreId: string, name: string, on: string): Promise<unknown> =>
	(await inForce(db, centreId, name, on))?.value;

/** The same for a declared setting: its standard holds where the centre chose nothing. */
export async function standingOf<Value>(
	db: Db,
	centreId: string,
	{ name, schema, standard, citation }: Setting<Value>,
	on: string
): Promise<Standing<Value>> {
	const chosen = await inForce(db, centreId, name, on);
	if (!chosen) return { value: standard, effectiveFrom: null, citation };
	return { value: schema.parse(chosen.value), effectiveFrom: chosen.effective_from, citation: chosen.citation };
}

export interface SettingRow {
	name: string;
	value: unknown;
	effectiveFrom: string;
	citation: string;
	/** The name of the account that chose it; none for the system. */
	setBy: string | null;
	setAt: Date;
}

/** Everything a centre ever chose: by name, newest effective date first. */
export async function settingsOf(db: Db, centreId: string): Promise<SettingRow[]> {
	const rows = await db
		.selectFrom('directory.setting')
		.selectAll()
		.where('centre_id', '=', centreId)
		.orderBy('name')
		.orderBy('effective_from', 'desc')
		.orderBy('set_at', 'desc')
		.execute();
	const names = await accountNames(db, [...new Set(rows.flatMap((row) => row.set_by ?? []))]);
	return rows.map((row) => ({
		name: row.name,
		value: row.value,
		effectiveFrom: row.effective_from,
		citation: row.citation,
		setBy: row.set_by === null ? null : (names.get(row.set_by) ?? null),
		setAt: row.set_at
	}));
}

const inForce = (db: Db, centreId: string, name: string, on: string) =>
	db
		.selectFrom('directory.setting')
		.select(['value', 'effective_from', 'citation'])
		.where('centre_id', '=', centreId)
		.where('name', '=', name)
		.where('effective_from', '<=', on)
		.orderBy('effective_from', 'desc')
		.orderBy('set_at', 'desc')
		.limit(1)
		.executeTakeFirst();
