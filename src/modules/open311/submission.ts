import { createHash } from 'node:crypto';
import { Invalid } from '#kernel/errors.ts';

/** The fields of GeoReport, by what a wish calls them. */
const FIELDS = {
	told: 'description',
	name: 'last_name',
	phone: 'phone',
	address: 'address_string',
	communityId: 'attribute[community]',
	beneficiaryKind: 'attribute[beneficiary]'
} as const;

/** What a client sent, as a resident's own wish. Coordinates, e-mail, device and pictures' addresses are not kept. */
export function submissionIn(form: FormData, category: string) {
	const typed = (name: string) => {
		const value = form.get(name) ?? form.get(`${name}[]`);
		return typeof value === 'string' ? cleaned(value) || undefined : undefined;
	};
	const [first, last] = [typed('first_name') ?? '', typed('last_name') ?? ''];
	return {
		category,
		told: typed(FIELDS.told),
		name: fullName(first, last) || undefined,
		phone: typed(FIELDS.phone),
		address: typed(FIELDS.address),
		communityId: typed(FIELDS.communityId),
		beneficiaryKind: typed(FIELDS.beneficiaryKind),
		contactWay: 'callBack'
	};
}

/** A Chinese name is one word, the surname first; others are written given name first. */
const fullName = (first: string, last: string): string =>
	/^\p{Script=Han}*$/u.test(first + last) ? last + first : `${first} ${last}`.trim();

/** Control characters, which nobody types and PostgreSQL refuses, go. */
const cleaned = (text: string) => text.replace(/(?![\t\n])\p{Cc}/gu, '').trim();

/** What is wrong with a wish is told in the client's own words for the field. */
export function inTheirWords(error: unknown): unknown {
	if (!(error instanceof Invalid)) return error;
	const nameOf = (field: string) => FIELDS[field as keyof typeof FIELDS] ?? field;
	return new Invalid(
		error.message,
		error.issues.map(({ field, message }) => ({ field: nameOf(field), message }))
	);
}

/** Clients send again what they got no answer to: the same words on the same day are the same wish. */
export function keyOf(...parts: unknown[]): string {
	const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
