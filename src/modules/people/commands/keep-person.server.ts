import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { newId } from '#kernel/ids.ts';
import { blindIndex, seal } from '#kernel/secrets.ts';
import { mustBePlace } from '#modules/directory/server.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { sameDoor } from '../door.ts';
import { sameAddress, sameName, samePhone } from '../writing.ts';

/** What is known of a person. Empty text is as good as nothing. */
export interface KnownPerson {
	centreId: string;
	name?: string | null | undefined;
	phone?: string | null | undefined;
	address?: string | null | undefined;
	communityId?: string | null | undefined;
	gridId?: string | null | undefined;
	accountId?: string | null | undefined;
}

/**
 * Finds or makes the row of a person and returns its id: the row of the account in this centre, else the one with the same
 * phone and the same name (or without any name, when none is given), else a new one. Empty fields are filled; only a later
 * address, with its community and grid, replaces an earlier one.
 * An account gets a row that was made without it only if the number is its own: nobody reads a neighbour's data by typing their name and number.
 * Errors: Missing for a community or grid of another centre.
 */
export async function keepPerson(work: Work, known: KnownPerson): Promise<string> {
	await mustBePlace(work.db, known.centreId, known);
	const written = columnsOf(known);
	await lock(work, known, written);
	const row = (await ofAccount(work, known)) ?? (await ofPhoneAndName(work, known, written));
	if (row) {
		await fill(work, row, known, written);
		return row.id;
	}
	const id = newId();
	await work.db
		.insertInto('people.person')
		.values({
			centre_id: known.centreId,
			id,
			created_at: work.clock(),
			account_id: known.accountId || null,
			...written
		})
		.execute();
	return id;
}

type Columns = ReturnType<typeof columnsOf>;
type Row = NonNullable<Awaited<ReturnType<typeof ofAccount>>>;

const columnsOf = ({ name, phone, address, communityId, gridId }: KnownPerson) => ({
	name_sealed: name ? seal(name) : null,
	name_index: name ? blindIndex('name', sameName(name)) : null,
	phone_sealed: phone ? seal(phone) : null,
	phone_index: phone ? blindIndex('phone', samePhone(phone)) : null,
	address_sealed: address ? seal(address) : null,
	address_index: address ? blindIndex('address', sameAddress(address)) : null,
	door_index: doorIndex(address),
	door_kept: true,
	community_id: communityId || null,
	grid_id: gridId || null
});

/** For finding who lives behind the same door; none for what names no door. */
export function doorIndex(address: string | null | undefined): Buffer | null {
	const door = sameDoor(address ?? '');
	return door === undefined ? null : blindIndex('door', door);
}

/** Whoever keeps the same person waits for the transaction that came first, and then finds its row. Sorted, so that two never wait for each other. */
async function lock({ db }: Work, { centreId, accountId }: KnownPerson, written: Columns): Promise<void> {
	const keys = [
		accountId && `account ${accountId}`,
		written.phone_index && `phone ${written.phone_index.toString('hex')}`
	];
	for (const key of keys.filter((key) => !!key).sort())
		await sql`select pg_advisory_xact_lock(hashtextextended(${`people.person ${centreId} ${key}`}, 0))`.execute(db);
}

const rows = ({ db }: Work, centreId: string) =>
	db
		.selectFrom('people.person')
		.select(['id', 'account_id', 'name_index', 'phone_index', 'address_index', 'community_id', 'grid_id'])
		.where('centre_id', '=', centreId);

const ofAccount = async (work: Work, { centreId, accountId }: KnownPerson) =>
	accountId ? rows(work, centreId).where('account_id', '=', accountId).executeTakeFirst() : undefined;

async function ofPhoneAndName(
	work: Work,
	known: KnownPerson,
	{ phone_index, name_index }: Columns
): Promise<Row | undefined> {
	if (!known.phone || !phone_index) return undefined;
	const same = await rows(work, known.centreId)
		.where('phone_index', '=', phone_index)
		.where('name_index', 'is not distinct from', name_index)
		.orderBy('id')
		.execute();
	if (!known.accountId) return same[0];
	const own = await phoneOf(work.db, known.accountId);
	return own !== undefined && samePhone(own) === samePhone(known.phone)
		? same.find((row) => row.account_id === null)
		: undefined;
}

async function fill(work: Work, row: Row, { centreId, accountId }: KnownPerson, written: Columns): Promise<void> {
	const { name_sealed, name_index, phone_sealed, phone_index, address_sealed, address_index, community_id, grid_id } =
		written;
	const { door_index, door_kept } = written;
	const moved = address_index !== null && !(row.address_index && address_index.equals(row.address_index));
	const placed = community_id ?? grid_id;
	const changes = {
		...(row.account_id === null && accountId ? { account_id: accountId } : {}),
		...(row.name_index === null && name_index ? { name_sealed, name_index } : {}),
		...(row.phone_index === null && phone_index ? { phone_sealed, phone_index } : {}),
		...(moved ? { address_sealed, address_index, door_index, door_kept } : {}),
		...(placed && (moved || (row.community_id ?? row.grid_id) === null) ? { community_id, grid_id } : {})
	};
	if (Object.keys(changes).length === 0) return;
	await work.db
		.updateTable('people.person')
		.set(changes)
		.where('centre_id', '=', centreId)
		.where('id', '=', row.id)
		.execute();
}
