export {
	consentOf,
	giveConsent,
	withdrawConsent,
	type ConsentFor,
	type ConsentWay,
	type Purpose
} from './commands/consent.server.ts';
export { keepPerson, type KnownPerson } from './commands/keep-person.server.ts';
export { messagePerson } from './commands/message-person.server.ts';
export { openContact, type Opening } from './commands/open-contact.server.ts';
export { registerMember } from './commands/register-member.server.ts';
export type { Contact, ContactField } from './contact.server.ts';
export { busyDaysIn, openingsIn, type BusyDay, type OpeningLine } from './openings.server.ts';
export { accountOfPerson, disclosuresOf, ownContact, personOf, personsOf, type Disclosure } from './queries.server.ts';
export { namesOnRoster, personsNamed } from './roster.server.ts';
