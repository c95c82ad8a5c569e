import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { mustBePlace } from '#modules/directory/server.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { columnsOf, filling, sameBytes, type Columns, type KnownPerson, type PersonRow } from '../person-row.ts';
import { samePhone } from '../writing.ts';

/**
 * Finds or makes the row of a person and returns its id: the row of the account in this centre, else the one with the same
 * phone and the same name (or without any name, when none is given), else a new one. Empty fields are filled; only a later
 * address, with its community and grid, replaces an earlier one.
 * An account gets a row that was made without it only if the number is its own: nobody reads a neighbour's data by typing their name and number.
 * Errors: Missing for a community or grid of another centre.
 */
export async function keepPerson(work: Work, known: KnownPerson): Promise<string> {
	const [id] = await keepPersons(work, [known]);
	return id as string;
}

/** The same for many at once, at most some thousand, as if one came after the other; in a few statements. Returns their ids in order. */
export async function keepPersons(work: Work, known: readonly KnownPerson[]): Promise<string[]> {
	const ids = new Map<number, string>();
	for (const [centreId, ofCentre] of Map.groupBy(known.entries(), ([, { centreId }]) => centreId))
		for (const [place, id] of await keepIn(work, centreId, ofCentre)) ids.set(place, id);
	return known.map((_, place) => ids.get(place) as string);
}

type Numbered = [place: number, known: KnownPerson];
interface Kept extends PersonRow {
	/** What is to be written to it; all of it when the row is new. */
	changes: Partial<Columns> & { account_id?: string };
	isNew: boolean;
}

async function keepIn(work: Work, centreId: string, known: readonly Numbered[]): Promise<Map<number, string>> {
	const places = new Map(known.map(([, one]) => [`${one.communityId} ${one.gridId}`, one]));
	for (const place of places.values()) await mustBePlace(work.db, centreId, place);
	const written = known.map(([place, one]) => ({ place, one, columns: columnsOf(one) }));
	await lock(work, centreId, written);
	const rows = new Rows(await rowsOf(work, centreId, written));
	const ids = new Map<number, string>();
	for (const { place, one, columns } of written) {
		const own = one.accountId && one.phone && !rows.ofAccount(one) ? await phoneOf(work.db, one.accountId) : undefined;
		const row = rows.ofAccount(one) ?? rows.ofPhoneAndName(one, columns, own) ?? rows.add(one, columns);
		rows.fill(row, one, columns);
		ids.set(place, row.id);
	}
	await write(work, centreId, rows);
	return ids;
}

/** The rows that may be meant, as they become while one after the other is kept. */
class Rows {
	readonly all: Kept[];
	readonly #byPhone = new Map<string, Kept[]>();
	readonly #byAccount = new Map<string, Kept>();

	constructor(rows: readonly PersonRow[]) {
		this.all = rows.map((row) => ({ ...row, changes: {}, isNew: false }));
		for (const row of this.all) this.#index(row);
	}

	ofAccount({ accountId }: KnownPerson): Kept | undefined {
		return accountId ? this.#byAccount.get(accountId) : undefined;
	}

	/** `own` is the number of the account. */
	ofPhoneAndName({ accountId, phone }: KnownPerson, columns: Columns, own: string | undefined): Kept | undefined {
		if (!phone || !columns.phone_index) return undefined;
		const same = (this.#byPhone.get(columns.phone_index.toString('hex')) ?? []).filter(({ name_index }) =>
			sameBytes(name_index, columns.name_index)
		);
		if (!accountId) return same[0];
		return own !== undefined && samePhone(own) === samePhone(phone)
			? same.find((row) => row.account_id === null)
			: undefined;
	}

	add({ accountId }: KnownPerson, columns: Columns): Kept {
		const { name_index, phone_index, address_index, community_id, grid_id } = columns;
		const row = {
			...{ id: newId(), account_id: accountId || null, name_index, phone_index, address_index, community_id, grid_id },
			...{ changes: { ...columns, ...(accountId ? { account_id: accountId } : {}) }, isNew: true }
		};
		this.all.push(row);
		this.#index(row);
		return row;
	}

	fill(row: Kept, { accountId }: KnownPerson, columns: Columns): void {
		const changes = filling(row, accountId, columns);
		Object.assign(row.changes, changes);
		Object.assign(row, changes);
		if (changes.phone_index || changes.account_id) this.#index(row);
	}

	#index(row: Kept): void {
		if (row.account_id !== null) this.#byAccount.set(row.account_id, row);
		const phone = row.phone_index?.toString('hex');
		if (phone === undefined) return;
		const same = this.#byPhone.get(phone) ?? [];
		if (!same.includes(row))
			this.#byPhone.set(
				phone,
				[...same, row].sort((a, b) => (a.id < b.id ? -1 : 1))
			);
	}
}

const LOCKS = 512;

/**
 * Whoever keeps the same person waits for the transaction that came first, and then finds its row. Sorted, so that two never
 * wait for each other; by some bits only, so that thousands need no more locks than the database has.
 */
async function lock({ db }: Work, centreId: string, written: readonly { one: KnownPerson; columns: Columns }[]) {
	const keys = written.flatMap(({ one, columns: { phone_index } }) => [
		...(one.accountId ? [`account ${parseInt(one.accountId.slice(-4), 16) % LOCKS}`] : []),
		...(phone_index ? [`phone ${phone_index.readUInt16BE(0) % LOCKS}`] : [])
	]);
	const names = [...new Set(keys)].sort().map((key) => `people.person ${centreId} ${key}`);
	if (names.length === 0) return;
	await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`.execute(db);
}

async function rowsOf(
	{ db }: Work,
	centreId: string,
	written: readonly { one: KnownPerson; columns: Columns }[]
): Promise<PersonRow[]> {
	const accounts = written.flatMap(({ one }) => one.accountId || []);
	const phones = written.flatMap(({ columns }) => columns.phone_index ?? []);
	if (accounts.length + phones.length === 0) return [];
	return db
		.selectFrom('people.person')
		.select(['id', 'account_id', 'name_index', 'phone_index', 'address_index', 'community_id', 'grid_id'])
		.where('centre_id', '=', centreId)
		.where(sql<boolean>`(account_id = any(${accounts}::uuid[]) or phone_index = any(${phones}::bytea[]))`)
		.orderBy('id')
		.execute();
}

async function write({ db, clock }: Work, centreId: string, { all }: Rows): Promise<void> {
	const made = all.filter(({ isNew }) => isNew);
	if (made.length > 0)
		await db
			.insertInto('people.person')
			.values(made.map(({ id, changes }) => ({ centre_id: centreId, id, created_at: clock(), ...changes })))
			.execute();
	for (const { id, changes, isNew } of all)
		if (!isNew && Object.keys(changes).length > 0)
			await db
				.updateTable('people.person')
				.set(changes)
				.where('centre_id', '=', centreId)
				.where('id', '=', id)
				.execute();
}
