export { directoryApi } from './api.server.ts';
export { appoint, openAccount } from './commands/appoint.server.ts';
export { createCentre } from './commands/create-centre.server.ts';
export { addMember, addMembers, changeMember, keepNameTokens, type NewMember } from './commands/members.server.ts';
export { addOrganisation, changeOrganisation } from './commands/organisations.server.ts';
export { addPartyOrganisation, changePartyOrganisation } from './commands/party.server.ts';
export { addBuilding, addCommunity, addGrid } from './commands/places.server.ts';
export { setSetting } from './commands/set-setting.server.ts';
export { INITIALS_AT_ONCE, keepInitials } from './commands/keep-initials.server.ts';
export { addWord, changeWord } from './commands/words.server.ts';
export { setMembersActive } from './commands/standing.server.ts';
export {
	buildingsOf,
	centreById,
	centreBySlug,
	centres,
	communitiesOf,
	gridsOf,
	mustBePlace,
	type Centre,
	type Grid,
	type Place
} from './queries/centres.server.ts';
export { claimerLabels, claimersOf, findClaimers, mustBeClaimer } from './queries/claimers.server.ts';
export { membersUnread, personsWithTokens } from './queries/named-members.server.ts';
export {
	memberById,
	membersById,
	membersOf,
	membersWhoAre,
	type MemberDetail,
	type MemberFilter,
	type MemberRow,
	type NameWord
} from './queries/members.server.ts';
export {
	organisationById,
	organisationPage,
	organisationsOf,
	type Organisation,
	type OrganisationDetail
} from './queries/organisations.server.ts';
export {
	MOST_COUNTED,
	memberCounts,
	partyOrganisationById,
	partyOrganisationsOf,
	partyPage,
	type PartyOrganisation
} from './queries/party.server.ts';
export { scopeLabels } from './queries/scopes.server.ts';
export { settingOf, settingsOf, standingOf, type SettingRow } from './queries/settings.server.ts';
export { mustBeSetUpToken, SetUp, setUp, setUpLink } from './set-up.server.ts';
export { serviceFieldsOf, skillsOf, wordsOf, type Word } from './queries/words.server.ts';
export { initialsOf, readingOf, readingsOf } from './initials.server.ts';
export { addStandardWords } from './standard-words.server.ts';
