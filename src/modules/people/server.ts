export { peopleApi } from './api.server.ts';
export {
	consentOf,
	giveConsent,
	withdrawConsent,
	type ConsentFor,
	type ConsentWay,
	type Purpose
} from './commands/consent.server.ts';
export { DOORS_AT_ONCE, keepDoors } from './commands/keep-doors.server.ts';
export { changeRegistered } from './commands/change-registered.server.ts';
export {
	rewriteOrganisation,
	rewritePartyOrganisation,
	writeOrganisation,
	writePartyOrganisation
} from './commands/contacts.server.ts';
export { OpenMemberContact, openMemberContact } from './commands/open-member-contact.server.ts';
export { peopleTasks } from './jobs.server.ts';
export { keepPerson, keepPersons } from './commands/keep-person.server.ts';
export type { KnownPerson } from './person-row.ts';
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
export { nameSearch, nameTokens } from './name-tokens.server.ts';
export { namesOnRoster, personsMatching, personsWithPhone } from './roster.server.ts';
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
export { membersFile, membersTemplate } from './members/file.server.ts';
export { partyFile } from './members/party-file.server.ts';
export { membersImport } from './members/kind.server.ts';
