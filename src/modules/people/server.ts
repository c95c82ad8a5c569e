export {
	consentOf,
	giveConsent,
	withdrawConsent,
	type ConsentFor,
	type ConsentWay,
	type Purpose
} from './commands/consent.server.ts';
export { DOORS_AT_ONCE, keepDoors } from './commands/keep-doors.server.ts';
export { keepPerson, type KnownPerson } from './commands/keep-person.server.ts';
export { messageAccount } from './commands/message-account.server.ts';
export { messagePerson } from './commands/message-person.server.ts';
export { openContact, type Opening } from './commands/open-contact.server.ts';
export { registerMember } from './commands/register-member.server.ts';
export type { Contact, ContactField } from './contact.server.ts';
export { busyDaysIn, openingsIn, type BusyDay, type OpeningLine } from './openings.server.ts';
export {
	accountOfPerson,
	disclosuresOf,
	hasPhone,
	ownContact,
	personOf,
	personsOf,
	type Disclosure
} from './queries.server.ts';
export { kindredOf, type Kindred } from './kindred.server.ts';
export { personsByName } from './named.server.ts';
export { namesOnRoster, personsNamed } from './roster.server.ts';
export {
	checkOpening,
	uncheckedOpenings,
	unusualMonths,
	unusualOpeningsIn,
	type UnusualLine,
	type UnusualMonth
} from './unusual.server.ts';
export {
	keepWatchedUntil,
	markUnusual,
	openingLimits,
	openingsBetween,
	watchedUntil,
	type WatchedOpening
} from './watch.server.ts';
