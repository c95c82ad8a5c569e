import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** A new UUIDv7: ordered by time, so indexes stay compact. */
export const newId = (): string => v7();

/** Stands for "the whole installation" where a row belongs to no centre. */
export const NO_CENTRE = '00000000-0000-0000-0000-000000000000';

/** Characters that cannot be mistaken for each other on paper or on the phone (no 0 O 1 I L U). */
const CLEAR = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference number of 8 characters that can be read aloud. The database keeps it unique. */
export const newReference = (): string => Array.from({ length: 8 }, () => CLEAR[randomInt(CLEAR.length)]).join('');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside is an id at all, before it reaches the database. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text);
