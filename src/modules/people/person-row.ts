import { blindIndex, seal } from '#kernel/secrets.ts';
import { sameDoor } from './door.ts';
import { sameAddress, sameName, samePhone } from './writing.ts';

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

export type Columns = ReturnType<typeof columnsOf>;

/** What decides whether a row is that of a person, and whether something in it is still empty. */
export interface PersonRow {
	id: string;
	account_id: string | null;
	name_index: Buffer | null;
	phone_index: Buffer | null;
	address_index: Buffer | null;
	community_id: string | null;
	grid_id: string | null;
}

/** What is known, as it is written. */
export const columnsOf = ({ name, phone, address, communityId, gridId }: KnownPerson) => ({
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

/** What becomes of a row by what is known besides: empty fields are filled; only a later address, with its place, replaces. */
export function filling(row: PersonRow, accountId: string | null | undefined, written: Columns) {
	const { name_sealed, name_index, phone_sealed, phone_index, address_sealed, address_index, community_id, grid_id } =
		written;
	const { door_index, door_kept } = written;
	const moved = address_index !== null && !sameBytes(address_index, row.address_index);
	const placed = community_id ?? grid_id;
	return {
		...(row.account_id === null && accountId ? { account_id: accountId } : {}),
		...(row.name_index === null && name_index ? { name_sealed, name_index } : {}),
		...(row.phone_index === null && phone_index ? { phone_sealed, phone_index } : {}),
		...(moved ? { address_sealed, address_index, door_index, door_kept } : {}),
		...(placed && (moved || (row.community_id ?? row.grid_id) === null) ? { community_id, grid_id } : {})
	};
}

export const sameBytes = (some: Buffer | null, other: Buffer | null): boolean =>
	some === null || other === null ? some === other : some.equals(other);
