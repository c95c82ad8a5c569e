export { appoint, openAccount } from './commands/appoint.server.ts';
export { createCentre } from './commands/create-centre.server.ts';
export { addMember, changeMember } from './commands/members.server.ts';
export { addOrganisation, changeOrganisation } from './commands/organisations.server.ts';
export { addBuilding, addCommunity, addGrid } from './commands/places.server.ts';
export { setSetting } from './commands/set-setting.server.ts';
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
export {
	claimerLabels,
	claimersOf,
	findClaimers,
	mustBeClaimer,
	organisationById,
	organisationsOf,
	type Organisation
} from './queries/claimers.server.ts';
export { memberById, membersOf, type MemberDetail, type MemberRow } from './queries/members.server.ts';
export { scopeLabels } from './queries/scopes.server.ts';
export { settingOf, settingsOf, standingOf, type SettingRow } from './queries/settings.server.ts';
export { mustBeSetUpToken, SetUp, setUp, setUpLink } from './set-up.server.ts';
