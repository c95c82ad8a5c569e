export { ALIAS_FORMS, aliasOf, surnameOf, type AliasForm } from './alias.ts';
export {
	ChangeRegistered,
	CheckOpening,
	PersonName,
	RegisterMember,
	RewriteOrganisation,
	RewritePartyOrganisation,
	StreetAddress,
	WriteOrganisation,
	WritePartyOrganisation
} from './forms.ts';
export { mayReviewOpenings } from './policy.ts';
export { openingSettings, unusualOpenings, type CountSetting } from './settings.ts';
export { unusualIn, unusualRules, type UnusualRule } from './unusual.ts';
