export { ALIAS_FORMS, aliasOf, surnameOf, type AliasForm } from './alias.ts';
export { CheckOpening, PersonName, RegisterMember, StreetAddress } from './forms.ts';
export { mayReviewOpenings } from './policy.ts';
export { openingSettings, unusualOpenings, type CountSetting } from './settings.ts';
export { unusualIn, unusualRules, type UnusualRule } from './unusual.ts';
